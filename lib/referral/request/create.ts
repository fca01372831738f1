import { unwalled } from '@/lib/access';
import { type Ctx, type Prisma, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { recordReferral } from './move';
import type { CreateReferralInput } from './schema';
import { EMPTY_SCOPE } from './scope';
import { isReadable } from './sealed';
import type { ReferralKind } from './states';

/** R-2026-00007: what people say aloud. */
async function nextNumber({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<string> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('referral_number') AS n`;
  return `R-${clock.now().getUTCFullYear()}-${String(next?.n ?? 0n).padStart(5, '0')}`;
}

type Data = Partial<Omit<Prisma.ReferralUncheckedCreateInput, 'id' | 'number' | 'caseId' | 'state'>>;

/** A case that something can be referred from: the person may see it, and its key was not destroyed. */
export async function findReferable({ tx, actor }: Ctx<PersonActor>, caseId: string): Promise<Result<Prisma.CaseGetPayload<object>>> {
  const found = await tx.case.findFirst({ where: { id: caseId, ...unwalled(actor) } });
  if (!found) return fail('not_found', 'There is no such case.');
  return isReadable(found) ? ok(found) : fail('conflict', 'What this case held was destroyed. There is nothing left to hand over; its certificate says what it was.');
}

/** Writes a new draft. @param id given where something is sealed to it already. */
export async function insertDraft(ctx: Ctx<PersonActor>, caseId: string, kind: ReferralKind, data: Data = {}, id = ctx.ids.next()): Promise<string> {
  const now = ctx.clock.now();
  const number = await nextNumber(ctx);
  await ctx.tx.referral.create({ data: { scope: EMPTY_SCOPE, ...data, id, number, caseId, kind, state: 'draft', requestedById: ctx.actor.id, createdAt: now, updatedAt: now } });
  await recordReferral(ctx, { id, number, caseId }, { action: 'referral.drafted', details: { kind, isReissue: data.reissueOfId !== undefined } });
  await announce(ctx.tx, 'case', caseId);
  return id;
}

/** Begins a referral of a case, with nothing chosen yet. */
export async function createReferral(ctx: Ctx<PersonActor>, { caseId, kind }: CreateReferralInput): Promise<Result<{ referralId: string }>> {
  const found = await findReferable(ctx, caseId);
  if (!found.ok) return found;
  return ok({ referralId: await insertDraft(ctx, caseId, kind) });
}
