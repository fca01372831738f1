import type { Prisma, Tx } from '@/lib/db';
import { REFERENCE_CLOCKS } from './schema';

/** An item as looks at it are asked about. */
interface Kept {
  readonly caseId: string;
  readonly state: 'waiting' | 'decided';
}

/** Cases that a filing's clock over content or somebody's hold keeps. What else keeps them is lib/retention's to say; these are enough here. */
const keptCases = (now: Date) =>
  ({
    OR: [{ preservations: { some: { endsAt: { gt: now }, rule: { notIn: [...REFERENCE_CLOCKS] } } } }, { holds: { some: { liftedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }] } } }],
  }) satisfies Prisma.CaseWhereInput;

/** Items that are decided, in a case that is kept so: they are evidence, and looks at them go by narrower rules. */
export const preservedItems = (now: Date) => ({ state: 'decided', case: keptCases(now) }) satisfies Prisma.ItemWhereInput;

/** Whether an item is one of `preservedItems`. */
export async function isPreserved(tx: Tx, { caseId, state }: Kept, now: Date): Promise<boolean> {
  return state === 'decided' && (await tx.case.count({ where: { id: caseId, ...keptCases(now) } })) > 0;
}
