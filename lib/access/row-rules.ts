import type { Role } from '@/lib/kernel/actor';

/** Who holds an item, and until when. */
export interface Leased {
  readonly leaseHolderId: string | null;
  readonly leaseUntil: Date | null;
}

interface Asker {
  readonly id: string;
  readonly role: Role;
}

/** The item is the person's at this moment: what `lease_to_act` asks of whoever acts on it. */
export function holdsLease(person: Pick<Asker, 'id'>, item: Leased, now: Date): boolean {
  return item.leaseHolderId === person.id && item.leaseUntil !== null && item.leaseUntil > now;
}

/** The rule `lease_or_supervisor`: what an item holds is shown to whoever works on it, and to supervisors. */
export function mayLook(person: Asker, item: Leased, now: Date): boolean {
  return person.role === 'supervisor' || holdsLease(person, item, now);
}

/** How one may look at what an item holds: as whoever works on it does, or each time with a reason. */
export type Looking = 'as_ever' | 'with_reason';

/**
 * The rules `lease_or_supervisor` and `preserved_with_reason`: once an item is decided, and a clock or a hold has it kept,
 * it is evidence and no work any more. 18 USC 2258A(h)(3) asks for limited access to it: supervisors and liaisons, each
 * time with a reason, and nobody else. Null for whoever may not look.
 */
export function howToLook(person: Asker, item: Leased & { readonly isPreserved: boolean }, now: Date): Looking | null {
  if (item.isPreserved) return person.role === 'supervisor' || person.role === 'liaison' ? 'with_reason' : null;
  return mayLook(person, item, now) ? 'as_ever' : null;
}

/** The rule `preserved_for_liaisons`: nothing of a file, not even its blur, is for them before it is evidence. */
export function seesOnlyPreserved({ role }: Pick<Asker, 'role'>): boolean {
  return role === 'liaison';
}

/** The item as a page knows it. */
interface ShownItem {
  readonly mayLook: boolean;
  readonly state: 'waiting' | 'decided';
  /** Who else holds it, by pseudonym. */
  readonly heldBy: string | null;
}

/** Why what an item holds is not shown, in words for the page's controls; undefined when it is. */
export function whyNotLook({ mayLook, state, heldBy }: ShownItem): string | undefined {
  if (mayLook) return undefined;
  if (state === 'decided') return 'This item is decided; what was seen stays on record.';
  return heldBy ? `${heldBy} is working on this item.` : 'Take the item first.';
}
