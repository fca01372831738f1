import type { Tx } from '@/lib/db';

/** An item as looks at it are asked about. */
interface Kept {
  readonly caseId: string;
  readonly state: 'waiting' | 'decided';
}

/**
 * Whether an item is decided and a filing's clock or somebody's hold has its case kept: then it is evidence, and looks at it
 * go by narrower rules. What else keeps it is lib/retention's to say; the two tables alone are enough for this.
 */
export async function isPreserved(tx: Tx, { caseId, state }: Kept, now: Date): Promise<boolean> {
  if (state !== 'decided') return false;
  if ((await tx.preservation.count({ where: { caseId, endsAt: { gt: now } } })) > 0) return true;
  return (await tx.hold.count({ where: { caseId, liftedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }] } })) > 0;
}
