import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { tellReferrals } from './alerts';
import { NO_REFERRAL, type Referral, lockReferralOf } from './find';
import { type Range, rangeOf } from '../package/range';
import { type Stretch, goneOf, isAll, withStretch } from './gone';
import { recordReferral, write } from './move';
import type { GrantedTaking, ReferralIdInput } from './schema';
import { TAKING_MINUTES } from './states';

const GONE = 'There is no package of this referral to take: it is not made yet, its time is over, or it was removed. Issue it anew if the agency needs it.';
const KEY_RETIRED = 'The agency’s key was retired after this package was sealed for it, so whoever has that key may be somebody else. Nothing of the package leaves. Issue the referral anew for another key.';
const NO_LEAVE = 'The leave to take this package along is used or over. Ask for it again on the referral’s page; a download goes on where it stopped.';

/** Whether there is a package to take at that moment. */
export function isTakeable({ state, takeUntil, removedAt }: Pick<Referral, 'state' | 'takeUntil' | 'removedAt'>, now: Date): boolean {
  return (state === 'released' || state === 'acknowledged') && removedAt === null && takeUntil !== null && takeUntil > now;
}

/** Whether what the package is sealed for is out of use: also when that came while it was being made, or lay here. */
const isRetired = ({ agency, key }: Referral): boolean => (key?.retiredAt ?? agency?.retiredAt ?? null) !== null;

/** Leave to take the sealed package along: for this person, in this session, for a few minutes. */
export async function grantTaking(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<GrantedTaking>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  const now = ctx.clock.now();
  if (!isTakeable(referral, now)) return fail('conflict', GONE);
  if (isRetired(referral)) return fail('conflict', KEY_RETIRED);
  const expiresAt = new Date(now.getTime() + TAKING_MINUTES * 60_000);
  await ctx.tx.referralTaking.create({ data: { id: ctx.ids.next(), referralId, personId: ctx.actor.id, sessionId: ctx.actor.sessionId, grantedAt: now, expiresAt } });
  await recordReferral(ctx, referral, { action: 'referral.take_granted', details: {} });
  return ok({ href: `/api/referrals/${referralId}/package`, expiresAt: expiresAt.toISOString() });
}

/** A package that the person may have now. */
export interface OpenTaking {
  readonly takingId: string;
  readonly referralId: string;
  readonly number: string;
  readonly keyKind: 'openpgp' | 'age';
  /** Of the sealed package: its SHA-256 in hex, and its bytes. */
  readonly sha256: string;
  readonly byteSize: number;
  /** In quotes, as the header has it: the hash of the sealed bytes, which is on record. */
  readonly etag: string;
  /** What of it goes; null when all of it does. */
  readonly range: Range | null;
}

/** Nothing goes: what is asked for begins behind the end. */
export interface NothingThere {
  readonly range: 'unsatisfiable';
  readonly byteSize: number;
}

/** What of it a client asks for; both null for the whole. */
export interface Wanted {
  readonly range: string | null;
  readonly ifRange: string | null;
}

/**
 * Opens a taking that was granted to this person in this session, before the first byte leaves. While it lasts the same
 * taking opens again, so that a download which broke off goes on, and several ranges go at once; that it was opened is on
 * record once. What begins behind the end is no taking: nothing leaves.
 */
export async function openTaking(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput, wanted: Wanted = { range: null, ifRange: null }): Promise<Result<OpenTaking | NothingThere>> {
  const { actor, clock, tx } = ctx;
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  const now = clock.now();
  const taking = await tx.referralTaking.findFirst({ where: { referralId, personId: actor.id, sessionId: actor.sessionId, endedAt: null, expiresAt: { gt: now } }, orderBy: { grantedAt: 'desc' } });
  if (!taking) return fail('not_found', NO_LEAVE);
  const { packageSha256, packageBytes, key, number } = referral;
  if (!isTakeable(referral, now) || !packageSha256 || packageBytes === null || !key) return fail('not_found', GONE);
  if (isRetired(referral)) return fail('not_found', KEY_RETIRED);
  const [byteSize, etag] = [Number(packageBytes), `"${packageSha256}"`];
  const range = rangeOf(wanted.range, wanted.ifRange, etag, byteSize);
  if (range === 'unsatisfiable') return ok({ range, byteSize });
  if (!taking.openedAt) {
    await tx.referralTaking.update({ where: { id: taking.id }, data: { openedAt: now } });
    await recordReferral(ctx, referral, { action: 'referral.taken', details: {} });
  }
  return ok({ takingId: taking.id, referralId, number, keyKind: key.kind, sha256: packageSha256, byteSize, etag, range });
}

/**
 * Counts bytes that went out under a taking, which ends with the one that was still missing, whichever that is: a download
 * may come for its end first, or for all of its parts at once. What a server that crashed had sent is not counted; whoever goes
 * on after that has the package, and takes it once more for the record.
 */
export async function countGone(ctx: Ctx<PersonActor>, { takingId, stretch }: { takingId: string; stretch: Stretch }): Promise<Result<void>> {
  // The referral first, as whoever opens a taking of it does.
  await ctx.tx.$queryRaw`SELECT 1 FROM "Referral" WHERE "id" = (SELECT "referralId" FROM "ReferralTaking" WHERE "id" = ${takingId}::uuid) FOR UPDATE`;
  const taking = await ctx.tx.referralTaking.findFirst({ where: { id: takingId, personId: ctx.actor.id, openedAt: { not: null } }, select: { gone: true, referral: { select: { packageBytes: true } } } });
  if (!taking || taking.referral.packageBytes === null) return fail('not_found', NO_LEAVE);
  const gone = withStretch(goneOf(taking.gone), stretch);
  await ctx.tx.referralTaking.update({ where: { id: takingId }, data: { gone: gone.map(([from, to]) => [from, to]) } });
  return isAll(gone, Number(taking.referral.packageBytes)) ? endTaking(ctx, { takingId }) : ok();
}

/** Says that the last byte of a package went out under a taking, which is used up by it. Idempotent. */
export async function endTaking(ctx: Ctx<PersonActor>, { takingId }: { takingId: string }): Promise<Result<void>> {
  const taking = await ctx.tx.referralTaking.findFirst({ where: { id: takingId, personId: ctx.actor.id, openedAt: { not: null } } });
  if (!taking) return fail('not_found', NO_LEAVE);
  // Also of somebody who was kept away from the case meanwhile: what went out went out.
  await ctx.tx.$queryRaw`SELECT 1 FROM "Referral" WHERE "id" = ${taking.referralId}::uuid FOR UPDATE`;
  const { count } = await ctx.tx.referralTaking.updateMany({ where: { id: takingId, endedAt: null }, data: { endedAt: ctx.clock.now() } });
  if (count === 0) return ok();
  const referral = await ctx.tx.referral.findUniqueOrThrow({ where: { id: taking.referralId } });
  if (!referral.takenAt) await write(ctx, referral, { takenAt: ctx.clock.now() });
  await recordReferral(ctx, referral, { action: 'referral.take_ended', details: {} });
  await tellReferrals(ctx);
  return ok();
}
