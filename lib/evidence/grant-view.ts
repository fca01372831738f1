import { unwalledSql } from '@/lib/access';
import { type Leased, howToLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { checkLook } from '@/lib/wellness';
import { isPreserved } from './preserved';
import { type GrantInput, whyNotShown } from './schema';
import { mediaTarget } from './view-rules';

const noSuchFile = () => fail('not_found', 'There is no such file among the items that you work on.');

/**
 * Allows one look at one file: once, in this session, begun within 30 seconds. For whoever holds the item's lease,
 * and for supervisors; once it is decided and preserved for supervisors and liaisons, each time with a reason. To everybody
 * else the file does not exist. A reveal carries the person's reason. Files that cannot be shown answer `conflict`, and
 * limits that protect the person `limit_reached`.
 */
export async function grantView(ctx: Ctx<PersonActor>, { mediaId, itemId, kind, reason }: GrantInput): Promise<Result<{ grantId: string }>> {
  const now = ctx.clock.now();
  const [item] = await ctx.tx.$queryRaw<(Leased & { caseId: string; state: 'waiting' | 'decided' })[]>`
    SELECT "caseId", "state", "leaseHolderId", "leaseUntil" FROM "Item" WHERE "id" = ${itemId}::uuid AND ${unwalledSql(ctx.actor, Prisma.sql`"caseId"`)} FOR SHARE`;
  const looking = item && howToLook(ctx.actor, { ...item, isPreserved: await isPreserved(ctx.tx, item, now) }, now);
  if (!item || !looking) return noSuchFile();
  if (looking === 'with_reason' && !reason) return fail('invalid', 'This file is preserved: say why it has to be seen.', [{ field: 'reason', message: 'Say why it has to be seen' }]);
  const held = await ctx.tx.itemMedia.findUnique({ where: { itemId_mediaId: { itemId, mediaId } }, include: { media: { select: { state: true, unreadableCode: true } } } });
  if (!held) return noSuchFile();
  const why = whyNotShown(held.media);
  if (why !== undefined) return fail('conflict', `This file cannot be looked at. ${why} It is kept as it came.`);

  const within = await checkLook(ctx, kind);
  if (!within.ok) return within;

  const grantId = ctx.ids.next();
  const said = kind === 'reveal' || looking === 'with_reason' ? reason : undefined;
  await ctx.tx.evidenceView.create({
    data: { id: grantId, mediaId, itemId, personId: ctx.actor.id, sessionId: ctx.actor.sessionId, kind, reason: said ?? null, grantedAt: now },
  });
  await record(ctx, {
    action: 'evidence.granted',
    details: { kind },
    reason: said,
    itemId,
    caseId: item.caseId,
    targets: [await mediaTarget(ctx.tx, itemId, mediaId)],
  });
  return ok({ grantId });
}
