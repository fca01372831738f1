import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { isVideo, lengthOf } from '@/lib/wellness/schema';
import { isPlaying, lockOwnLook, playedBy } from './own-look';
import { playedMs } from './played';
import type { ToldOfLook } from './schema';
import { mediaTarget } from './view-rules';

/** The part of a video that was played, to three places; undefined where its length is not known. */
function fractionOf(ranges: Parameters<typeof playedMs>[0], durationMs: number | null): number | undefined {
  return durationMs ? Math.min(1, Math.round((playedMs(ranges) / durationMs) * 1000) / 1000) : undefined;
}

/**
 * Notes that the person has stopped looking, and what of a video they had played. Ending twice changes nothing; ending
 * what was never opened neither.
 */
export async function endView(ctx: Ctx<PersonActor>, { grantId, played: told = [] }: ToldOfLook): Promise<Result<void>> {
  const look = await lockOwnLook(ctx, grantId);
  if (!look) return fail('not_found', 'There is no such look.');
  if (!look.openedAt || look.endedAt) return ok();
  const endedAt = ctx.clock.now();
  const played = playedBy(look, told, endedAt);
  await ctx.tx.evidenceView.update({ where: { id: grantId }, data: { endedAt, played: played.map(([from, to]) => [from, to]) } });
  const seconds = Math.round(lengthOf({ ...look, endedAt, isVideo: isVideo(look.media.contentType) }) / 100) / 10;
  const fraction = isPlaying(look) ? fractionOf(played, look.media.durationMs) : undefined;
  await record(ctx, {
    action: 'evidence.view_ended',
    details: { kind: look.kind, seconds, ...(fraction === undefined ? {} : { played: fraction }) },
    itemId: look.itemId,
    caseId: look.item.caseId,
    targets: [await mediaTarget(ctx.tx, look.itemId, look.mediaId)],
  });
  return ok();
}
