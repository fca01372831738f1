import { createHmac, hkdfSync } from 'node:crypto';
import { config } from '@/lib/kernel';
import { kindOf } from './event-kinds';
import type { Leaf } from './leaf';

/** Stands in for a text: the same for the same text, and nobody can try texts against it without the desk's secret. */
export type Cover = (text: string) => string;

const COVER_BYTES = 16;

/** The desk's own cover, the same in every export for as long as NEXTAUTH_SECRET stays the same. */
export function deskCover(): Cover {
  const key = Buffer.from(hkdfSync('sha256', config().NEXTAUTH_SECRET, '', 'watchkeeper redacted audit export', 32));
  return (text) => `hmac:${createHmac('sha256', key).update(text).digest().subarray(0, COVER_BYTES).toString('hex')}`;
}

function covered(value: unknown, cover: Cover): unknown {
  if (typeof value === 'string') return cover(value);
  if (Array.isArray(value)) return value.map((each) => covered(each, cover));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, covered(each, cover)]));
}

/**
 * The entry without its reason, its labels, and whatever in its details is not known to be a code or a count. Its parts are
 * named one by one: what a later entry may have besides does not leave because nobody thought of it.
 */
export function redact(leaf: Leaf, cover: Cover): Leaf {
  const { v, at, id, actor, role, session, request, action, outcome, item } = leaf;
  const [, , ...codes] = kindOf(action);
  return {
    v,
    at,
    id,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    role,
    session,
    request,
    action,
    outcome,
    case: leaf.case,
    item,
    targets: leaf.targets.map(({ type, id, label }) => (label === undefined ? { type, id } : { type, id, label: cover(label) })),
    reason: leaf.reason === null ? null : cover(leaf.reason),
    details: Object.fromEntries(Object.entries(leaf.details).map(([name, value]) => [name, codes.includes(name) ? value : covered(value, cover)])),
  };
}
