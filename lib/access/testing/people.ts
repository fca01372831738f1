import { type Person, db, transact } from '@/lib/db';
import { type Clock, NOBODY, type Result, type Role, randomIds, systemClock } from '@/lib/kernel';
import { createPerson } from '../create-person';
import { hashPassword } from '../password';
import type { Arrival } from '../sign-in/arrival';

/** What everybody of `addMember` signs in with. */
export const PASSWORD = 'correct horse battery';
const hashed = hashPassword(PASSWORD);

/** The value of a result that has to be one. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage}`);
  return result.value;
}

/** Somebody who can give a password and has no second factor yet. */
export async function addMember(role: Role, { isDemo = false, clock = systemClock }: { isDemo?: boolean; clock?: Clock } = {}): Promise<Person> {
  const passwordHash = await hashed;
  const actor = { kind: 'system', name: 'test' } as const;
  const email = `${randomIds.next()}@example.com`;
  const added = await transact(db(), (tx) => createPerson({ tx, actor, clock, ids: randomIds, requestId: randomIds.next() }, { email, displayName: role, role, passwordHash, isDemo }));
  return db().person.findUniqueOrThrow({ where: { id: valueOf(added).id } });
}

let addresses = 0;

/** A browser that arrives from an address of its own, so that no test counts against another. */
export function arrival(given: Partial<Arrival> & { address?: string } = {}): Arrival {
  addresses += 1;
  const { address = `198.51.${addresses >> 8}.${addresses & 255}`, ...rest } = given;
  return { actor: NOBODY, clock: systemClock, ids: randomIds, requestId: randomIds.next(), client: { device: 'A test', address }, token: undefined, replaces: null, ...rest };
}
