import { type Person, db, transact } from '@/lib/db';
import { config, ok } from '@/lib/kernel';
import { shutOut } from '../people/disable';
import { lockPerson } from '../people/lock-person';
import { isInactive } from '../rules';
import type { Arrival } from './arrival';

const SYSTEM = { kind: 'system', name: 'sign-in' } as const;

/** Leases last minutes, and nobody who has been away for days holds one. */
const nothingToGiveBack = () => Promise.resolve();

/** Whether an account is open at all: not disabled, and not one of the demo's where reports are real. */
export function isOpen({ disabledAt, isDemo }: Pick<Person, 'disabledAt' | 'isDemo'>): boolean {
  return disabledAt === null && (!isDemo || config().TEST_MODE);
}

/**
 * Whether somebody who has shown who they are may come in. An account that was left alone for too long is disabled at
 * this moment, if the daily look has not done so yet; as there, the last admin and the demo's people are spared.
 */
export async function admit(arrival: Arrival, person: Person): Promise<boolean> {
  if (!isOpen(person)) return false;
  if (person.isDemo || !isInactive(person, arrival.clock.now())) return true;
  const disabled = await transact(db(), async (tx) => {
    const ctx = { ...arrival, tx, actor: SYSTEM };
    const locked = await lockPerson(ctx, person.id);
    if (!locked || locked.isLastAdmin) return ok(false);
    if (!locked.person.disabledAt) await shutOut(ctx, locked.person, 'inactive', nothingToGiveBack);
    return ok(true);
  });
  return disabled.ok && !disabled.value;
}
