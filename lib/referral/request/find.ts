import { unwalled } from '@/lib/access';
import type { Ctx, Prisma, Tx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

/** A referral with what a verb decides on. */
const WITH = { case: true, agency: true, key: true } as const satisfies Prisma.ReferralInclude;
export type Referral = Prisma.ReferralGetPayload<{ include: typeof WITH }>;

export const NO_REFERRAL = 'There is no such referral.';

/** Locks a referral's row until the transaction ends and reads it. */
export async function lockReferral(tx: Tx, referralId: string): Promise<Referral | null> {
  await tx.$queryRaw`SELECT 1 FROM "Referral" WHERE "id" = ${referralId}::uuid FOR UPDATE`;
  return tx.referral.findUnique({ where: { id: referralId }, include: WITH });
}

/** As `lockReferral`, for a person: null also when they are kept away from the referral's case. */
export async function lockReferralOf({ tx, actor }: Ctx<PersonActor>, referralId: string): Promise<Referral | null> {
  await tx.$queryRaw`SELECT 1 FROM "Referral" WHERE "id" = ${referralId}::uuid FOR UPDATE`;
  return tx.referral.findFirst({ where: { id: referralId, case: unwalled(actor) }, include: WITH });
}
