import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { requireLease } from '@/lib/queue';
import { type DecideInput, POLICY_VERSION } from './schema';
import { settles } from './rules';

async function basisOf({ tx, actor }: Ctx<PersonActor>, itemId: string): Promise<'facts' | 'blurred' | 'revealed'> {
  const views = await tx.evidenceView.findMany({ where: { itemId, personId: actor.id, openedAt: { not: null } }, select: { kind: true } });
  if (views.some(({ kind }) => kind === 'reveal')) return 'revealed';
  return views.length > 0 ? 'blurred' : 'facts';
}

/**
 * Saves a decision on an item whose lease the caller holds, and ends the lease. Asking for a second opinion puts the
 * item back for somebody else. What was viewed is taken from the ledger, never from the input.
 */
export async function decide(ctx: Ctx<PersonActor>, input: DecideInput): Promise<Result<{ decisionId: string }>> {
  const held = await requireLease(ctx, input.itemId);
  if (!held.ok) return held;
  const item = held.value;

  const own = new Set((await ctx.tx.itemMedia.findMany({ where: { itemId: item.id }, select: { mediaId: true } })).map(({ mediaId }) => mediaId));
  const strangers = input.files.flatMap(({ mediaId }, index) => (own.has(mediaId) ? [] : [{ field: `files/${index}/mediaId`, message: 'Is not a file of this item' }]));
  if (strangers.length > 0) return fail('invalid', 'The decision names a file that does not belong to this item. Nothing was saved; reload and decide again.', strangers);

  const decisionId = ctx.ids.next();
  const basis = await basisOf(ctx, item.id);
  await ctx.tx.decision.create({
    data: {
      id: decisionId,
      itemId: item.id,
      personId: ctx.actor.id,
      outcome: input.outcome,
      basis,
      incidentType: input.incidentType,
      reportAnnotations: input.reportAnnotations,
      dangerNow: input.dangerNow,
      sealedDangerReason: input.dangerReason === '' ? null : sealText(unwrapKey(item), { purpose: 'danger', id: decisionId }, input.dangerReason),
      policyVersion: POLICY_VERSION,
      decidedAt: ctx.clock.now(),
      files: { createMany: { data: input.files } },
    },
  });
  await ctx.tx.item.update({
    where: { id: item.id },
    data: { state: settles(input.outcome) ? 'decided' : 'waiting', leaseHolderId: null, leaseUntil: null },
  });
  await ctx.tx.draft.deleteMany({ where: { itemId: item.id, personId: ctx.actor.id } });
  await record(ctx, {
    action: 'decision.saved',
    details: { outcome: input.outcome, basis, dangerNow: input.dangerNow },
    itemId: item.id,
    caseId: item.caseId,
    targets: [{ type: 'decision', id: decisionId }, { type: 'item', id: item.id }],
  });
  await announce(ctx.tx, 'queue', item.id);
  return ok({ decisionId });
}
