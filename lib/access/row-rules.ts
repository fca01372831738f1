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
