import type { Ctx, Prisma } from '@/lib/db';

export type FoundAgency = Prisma.AgencyGetPayload<object>;
export type FoundKey = Prisma.AgencyKeyGetPayload<{ include: { agency: true } }>;

/** Locks an agency's row until the transaction ends: whoever adds or retires one of its keys waits. */
export async function lockAgency({ tx }: Pick<Ctx, 'tx'>, agencyId: string): Promise<FoundAgency | null> {
  await tx.$queryRaw`SELECT 1 FROM "Agency" WHERE "id" = ${agencyId}::uuid FOR UPDATE`;
  return tx.agency.findUnique({ where: { id: agencyId } });
}

/** Locks a key with its agency, in that order of theirs: the agency first, as whoever retires it does. */
export async function lockKey(ctx: Pick<Ctx, 'tx'>, keyId: string): Promise<FoundKey | null> {
  const found = await ctx.tx.agencyKey.findUnique({ where: { id: keyId }, select: { agencyId: true } });
  if (!found) return null;
  await lockAgency(ctx, found.agencyId);
  await ctx.tx.$queryRaw`SELECT 1 FROM "AgencyKey" WHERE "id" = ${keyId}::uuid FOR UPDATE`;
  return ctx.tx.agencyKey.findUniqueOrThrow({ where: { id: keyId }, include: { agency: true } });
}

export const NO_AGENCY = 'There is no such agency.';
export const NO_KEY = 'There is no such key.';
export const RETIRED_AGENCY = 'This agency is retired; nothing goes to it any more. Add it anew if it should.';
