import { stand } from '@/lib/alerts';
import type { Ctx } from '@/lib/db';

const HOUR_MS = 3_600_000;
/** How long a referral may wait for a second person before supervisors are told; an emergency waits not at all. */
const PATIENCE_MS = HOUR_MS;
/** How long before its end a package that nobody took is told of. */
const NOTICE_MS = 48 * HOUR_MS;

/** Keeps the alerts about referrals true: those that wait for a second person, that could not be packed, and whose time is about to run out. */
export async function tellReferrals(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now().getTime();
  const [since, soon] = [new Date(now - PATIENCE_MS), new Date(now + NOTICE_MS)];
  const select = { id: true } as const;
  const waiting = await ctx.tx.referral.findMany({ where: { state: 'awaiting_approval', OR: [{ kind: 'emergency' }, { requestedAt: { lte: since } }] }, select });
  const failed = await ctx.tx.referral.findMany({ where: { state: 'failed' }, select });
  const ending = await ctx.tx.referral.findMany({ where: { state: 'released', takenAt: null, takeUntil: { lte: soon } }, select });
  await stand(ctx, { kind: 'referral_waiting', members: waiting.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_failed', members: failed.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_ending', members: ending.map(({ id }) => id) });
}
