import type { Person, Tx } from '@/lib/db';
import { config } from '@/lib/kernel';
import type { Way } from '../sign-in/schema';

/** Whether the demo's button answers for this person: in test mode alone, whatever the row says. */
export function isDemoAllowed({ isDemo }: Pick<Person, 'isDemo'>): boolean {
  return isDemo && config().TEST_MODE;
}

/** How a person can answer their second factor. None means that they have to enrol one first. */
export async function waysOf(tx: Tx, person: Pick<Person, 'id' | 'isDemo'>): Promise<Way[]> {
  const factors = await tx.factor.findMany({ where: { personId: person.id }, select: { kind: true } });
  const codes = await tx.recoveryCode.count({ where: { personId: person.id, usedAt: null } });
  const has: Record<Way, boolean> = {
    passkey: factors.some(({ kind }) => kind === 'passkey'),
    totp: factors.some(({ kind }) => kind === 'totp'),
    recovery_code: codes > 0,
    demo: isDemoAllowed(person),
  };
  return (Object.keys(has) as Way[]).filter((way) => has[way]);
}
