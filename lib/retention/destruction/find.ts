import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

const WITH_CASE = { case: { select: { number: true } } } as const satisfies Prisma.DestructionInclude;
export type FoundDestruction = Prisma.DestructionGetPayload<{ include: typeof WITH_CASE }>;

/** A destruction, locked until the transaction ends; null when for the caller there is none. */
export async function lockDestruction({ tx, actor }: Ctx<PersonActor>, destructionId: string): Promise<FoundDestruction | null> {
  await tx.$queryRaw`SELECT 1 FROM "Destruction" WHERE "id" = ${destructionId}::uuid FOR UPDATE`;
  return tx.destruction.findFirst({ where: { id: destructionId, case: unwalled(actor) }, include: WITH_CASE });
}

/** The country of the agency that demands it, where it is on a demand: some clocks yield to agencies of their own country. */
export async function demandFrom({ tx }: Pick<Ctx, 'tx'>, { kind, agencyId }: { kind: string; agencyId: string | null }): Promise<string | null> {
  if (kind !== 'agency_demand' || agencyId === null) return null;
  return (await tx.agency.findUnique({ where: { id: agencyId }, select: { country: true } }))?.country ?? null;
}

export const targetOf = ({ id, number }: { id: string; number: string }) => ({ type: 'destruction' as const, id, label: number });
