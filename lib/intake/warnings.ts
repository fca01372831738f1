import { ADDRESS_TYPES, ASSOCIATIONS, EMAIL_TYPES, INCIDENT_KINDS, PHONE_TYPES } from '@/lib/hotlines/schema';
import type { FieldError } from '@/lib/kernel';
import { ALGORITHMS, ENCRYPTIONS, IP_EVENTS, type ItemInput, NAMED_MAX, SEVERITIES, SIGNAL_KINDS } from './schema';
import { ROLES_IN_IT } from './stated';

/** Which list the word of a field is looked up in, by the field's own name and that of the list or object it stands in. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['conversation/encryption', ENCRYPTIONS],
  ['severityHint', SEVERITIES],
  ['signals/kind', SIGNAL_KINDS],
  ['signals/algorithm', ALGORITHMS],
  ['participants/role', ROLES_IN_IT],
  ['incidents/kind', INCIDENT_KINDS],
  ['associated/relation', ASSOCIATIONS],
  ['ipEvents/event', IP_EVENTS],
  ['uploadedFrom/event', IP_EVENTS],
  ['devices/event', IP_EVENTS],
  ['emails/type', EMAIL_TYPES],
  ['phones/type', PHONE_TYPES],
  ['phone/type', PHONE_TYPES],
  ['addresses/type', ADDRESS_TYPES],
]);

/** Values that are kept although this version does not know them, so that the sender can see it; of very many the first. */
export function warningsOf(item: ItemInput): FieldError[] {
  const warnings: FieldError[] = [];
  collect(item, '', '', warnings);
  return warnings;
}

function collect(value: unknown, path: string, parent: string, into: FieldError[]): void {
  if (typeof value !== 'object' || value === null || into.length >= NAMED_MAX) return;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    const here = path === '' ? name : `${path}/${name}`;
    if (typeof inner !== 'string') {
      // The entries of a list stand in the list: their numbers are in the path and no name.
      collect(inner, here, Array.isArray(value) ? parent : name, into);
      continue;
    }
    const known = LISTS.get(parent === '' ? name : `${parent}/${name}`);
    if (known && !known.includes(inner)) into.push({ field: here, message: `Kept, but not known here; known are ${known.join(', ')}` });
  }
}
