import { unwalled } from '@/lib/access';
import type { Case, Ctx, Hold } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

/** A case by its number, locked until the transaction ends; null when for the caller there is none. */
export async function lockCaseByNumber({ tx, actor }: Ctx<PersonActor>, number: string): Promise<Case | null> {
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "number" = ${number} FOR UPDATE`;
  return tx.case.findFirst({ where: { number, ...unwalled(actor) } });
}

/** A hold with its case, locked like the case; null when for the caller there is none. */
export async function lockHold({ tx, actor }: Ctx<PersonActor>, holdId: string): Promise<(Hold & { case: Case }) | null> {
  await tx.$queryRaw`SELECT 1 FROM "Case" c WHERE c."id" = (SELECT "caseId" FROM "Hold" WHERE "id" = ${holdId}::uuid) FOR UPDATE`;
  return tx.hold.findFirst({ where: { id: holdId, case: unwalled(actor) }, include: { case: true } });
}

/** What is sealed of a hold is bound to its row. */
export const holdBinding = (part: 'reason' | 'renewal' | 'lift', holdId: string) => ({ purpose: `hold ${part}`, id: holdId });
