import type { Tx } from '@/lib/db';
import type { Role } from '@/lib/kernel';
import { pseudonymOf } from '../rules';

/** Whoever adds people waits here for whoever does so already. Any number that no other advisory lock uses. */
const LOCK = 2259;

/**
 * The next free pseudonym of a role, for the transaction that uses it. Counted from the highest there is, since people
 * keep theirs when their role changes: a pseudonym in the trail means one person for ever.
 */
export async function nextPseudonym(tx: Tx, role: Role): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  const prefix = pseudonymOf(role, 0).slice(0, -2);
  const taken = await tx.person.findMany({ where: { pseudonym: { startsWith: prefix } }, select: { pseudonym: true } });
  const ordinals = taken.map(({ pseudonym }) => Number(pseudonym.slice(prefix.length))).filter(Number.isInteger);
  return pseudonymOf(role, Math.max(0, ...ordinals) + 1);
}
