import { type Ctx, type PrismaClient, type Prisma, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { removePackage } from '../package/folder';
import { tellReferrals } from './alerts';
import { lockReferral } from './find';
import { move, recordReferral, write } from './move';
import { TOO_LATE, voidAgreement } from './void';

/** The key under which a referral has at most one look at its time that has not started. */
export const expiryKey = (referralId: string): string => `expire-referrals:${referralId}`;

interface Tools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

const ACTOR: SystemActor = { kind: 'system', name: 'referrals' };

/** Packages that may not lie here any longer: their time is over, or their referral was withdrawn. */
const overdue = (now: Date) => ({ removedAt: null, packageSha256: { not: null }, OR: [{ state: 'withdrawn' }, { state: { in: ['released', 'acknowledged'] }, takeUntil: { lte: now } }] }) satisfies Prisma.ReferralWhereInput;

/**
 * Removes packages whose time is over, makes drafts again of approvals that nobody used in time, and keeps the alerts about
 * referrals true. Idempotent: whatever it was killed at, the next run does the rest.
 */
export async function expireReferrals({ client, clock, ids }: Tools): Promise<void> {
  const inOne = (work: (ctx: Ctx) => Promise<void>) =>
    transact(client, async (tx) => {
      await work({ tx, actor: ACTOR, clock, ids, requestId: ids.next() });
      return ok();
    });
  const now = clock.now();
  // One that cannot be removed keeps no other one, and no alert, from its turn; the job fails at its end, and comes again.
  const failures: unknown[] = [];
  for (const { id } of await client.referral.findMany({ where: overdue(now), select: { id: true } })) {
    // Before it is on record that it is gone: nobody is given it any more at this time, and a second removal is none.
    await removePackage(id).then(
      () => inOne((ctx) => expireOne(ctx, id)),
      (error: unknown) => failures.push(error),
    );
  }
  for (const { id } of await client.referral.findMany({ where: { state: 'approved', approvedUntil: { lte: now } }, select: { id: true } })) {
    await inOne((ctx) => voidLate(ctx, id));
  }
  await inOne(tellReferrals);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length === 1 ? 'One package' : `${failures.length} packages`} could not be removed.`);
}

async function expireOne(ctx: Ctx, referralId: string): Promise<void> {
  const now = ctx.clock.now();
  const referral = await lockReferral(ctx.tx, referralId);
  if (!referral || referral.removedAt) return;
  const entry = { action: 'referral.expired', details: { wasTaken: referral.takenAt !== null } } as const;
  if (referral.state === 'released') return move(ctx, referral, 'expired', { removedAt: now }, entry);
  await write(ctx, referral, { removedAt: now });
  await recordReferral(ctx, referral, entry);
}

async function voidLate(ctx: Ctx, referralId: string): Promise<void> {
  const referral = await lockReferral(ctx.tx, referralId);
  if (referral?.state !== 'approved' || !referral.approvedUntil || referral.approvedUntil > ctx.clock.now()) return;
  await voidAgreement(ctx, referral, TOO_LATE);
}
