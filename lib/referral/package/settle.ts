import { type Caller, type Ctx, type PrismaClient, transact } from '@/lib/db';
import { foundBroken } from '@/lib/evidence';
import { type SystemActor, ok } from '@/lib/kernel';
import { afterPacking } from '../request/after-packing';
import { whyApproverGone } from '../request/approver';
import { type Referral, lockReferral } from '../request/find';
import { move, write } from '../request/move';
import { TAKE_DAYS } from '../request/states';
import type { MadePackage } from './make-package';
import { CannotPack, type Failure, approverFailure } from './why-failed';

const DAY_MS = 24 * 60 * 60_000;

export type Packer = Caller<SystemActor>;

/** Does it to the locked row as long as the referral is being packed. @returns whether it still was. */
async function whilePacking(client: PrismaClient, packer: Packer, referralId: string, work: (ctx: Ctx, referral: Referral) => Promise<void>): Promise<boolean> {
  const done = await transact(client, async (tx) => {
    const referral = await lockReferral(tx, referralId);
    if (referral?.state !== 'packing') return ok(false);
    await work({ ...packer, tx }, referral);
    return ok(true);
  });
  return done.ok && done.value;
}

/**
 * Says that the package is there, with its hashes, and until when it can be taken. @returns false when it is not being packed any more.
 * @throws CannotPack when whoever agreed to it went while it was made.
 */
export function settlePacked(client: PrismaClient, packer: Packer, referralId: string, made: MadePackage): Promise<boolean> {
  const { byteSize, sha256, manifestSha256, fileCount } = made;
  return whilePacking(client, packer, referralId, async (ctx, referral) => {
    const gone = await whyApproverGone(ctx.tx, referral);
    if (gone !== null) throw new CannotPack(approverFailure(gone));
    const takeUntil = new Date(ctx.clock.now().getTime() + TAKE_DAYS * DAY_MS);
    const data = { problem: null, packedBytes: referral.totalBytes, packageSha256: sha256, packageBytes: byteSize, manifestSha256, fileCount, takeUntil, removedAt: null };
    await move(ctx, referral, 'released', data, { action: 'referral.packed', details: { sha256, manifestSha256, byteSize, files: fileCount } });
    await afterPacking(ctx, referralId, takeUntil);
  });
}

/** Says that it cannot be made and why: on the referral, on record, and to those who look after it. */
export async function settleFailed(client: PrismaClient, packer: Packer, referralId: string, { code, words, broken }: Failure): Promise<void> {
  if (broken) await foundBroken(packer, { mediaId: broken.mediaId, rendering: 'original' });
  await whilePacking(client, packer, referralId, async (ctx, referral) => {
    await move(ctx, referral, 'failed', { problem: words }, { action: 'referral.failed', outcome: 'failed', details: { code } });
    await afterPacking(ctx, referralId, null);
  });
}

/** Says on the referral that this run came to nothing, and that there will be another. */
export async function sayAgain(client: PrismaClient, packer: Packer, referralId: string): Promise<void> {
  await whilePacking(client, packer, referralId, (ctx, referral) => write(ctx, referral, { problem: 'The package could not be written just now. Nothing is lost: it is tried again by itself.' }));
}
