import type { PrismaClient } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, log, traceOf } from '@/lib/kernel';
import { holdsOf } from '@/lib/reporting';
import { fingerprintOf, whyUnusable } from '../agencies';
import { whyApproverGone } from '../request/approver';
import { contentsOf } from './contents';
import { removePackage, removeUnfinished } from './folder';
import { makePackage } from './make-package';
import { filesByPath } from './originals';
import type { Part } from './part';
import { NotPacking, Progress } from './progress';
import type { Recipient } from './seal/recipient';
import { type Packer, sayAgain, settleFailed, settlePacked } from './settle';
import { packageSigner } from './signing-key';
import { CannotPack, approverFailure, failureOf, gaveUp } from './why-failed';

/** The first half of the advisory locks under which packages are made. Any number that nothing else here uses. */
export const PACK_CLASS = 2260;
/** Tries after which it is left to a person: what fails so often is not going to go away. */
const TRIES = 8;

const PACKER: SystemActor = { kind: 'system', name: 'packer' };

export interface PackTools {
  readonly client: PrismaClient;
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** As `ContentsTools` has it. */
  readonly looks?: number;
}

const load = (client: PrismaClient, id: string) => client.referral.findFirst({ where: { id, state: 'packing' }, include: { key: true } });
type Packing = NonNullable<Awaited<ReturnType<typeof load>>>;

/** The agency's key, once more: what was agreed to may have been retired since, or be another one than it was. */
async function recipientOf({ key }: Packing, now: Date): Promise<Recipient> {
  const refuse = (why: string) => new CannotPack({ code: 'key', words: `${why} Nothing left the desk, and no package was made. Have the agency's key checked, and issue the referral anew.` });
  if (!key || key.retiredAt || !key.checkedAt) throw refuse('The agency’s key was retired after the release.');
  if ((await fingerprintOf(key).catch(() => '')) !== key.fingerprint) throw refuse('The agency’s key is not the one that was checked.');
  const why = await whyUnusable(key, now);
  if (why) throw refuse(why);
  return key;
}

/**
 * Makes the package of a released referral: everything gathered, written, hashed and sealed in one pass, so that afterwards
 * nobody at the desk can open it. Safe to call at any time and any number of times: what is not to be packed, or in another
 * worker's hands, is left alone. A crash or a stop leaves the referral as it was, and the next run begins anew; a file that
 * is missing or not what is on record ends it in words.
 * @param attempt - Which try of the job it is, from 1.
 * @throws Error when another try may go better.
 */
export async function packReferral(tools: PackTools, referralId: string, signal: AbortSignal, attempt = 1): Promise<void> {
  const hold = await holdsOf(tools.databaseUrl).take(PACK_CLASS, referralId);
  if (!hold) return;
  try {
    const referral = await load(tools.client, referralId);
    if (referral) await packHeld(tools, referral, AbortSignal.any([signal, hold.lost]), attempt);
  } finally {
    await hold.release();
  }
}

async function packHeld(tools: PackTools, referral: Packing, signal: AbortSignal, attempt: number): Promise<void> {
  const { client, clock, ids } = tools;
  const packer: Packer = { actor: PACKER, clock, ids, requestId: ids.next() };
  const progress = new Progress({ client, clock, referralId: referral.id, caseId: referral.caseId });
  const stop = AbortSignal.any([signal, progress.signal]);
  try {
    await removeUnfinished(referral.id);
    await makeAndSettle(tools, packer, referral, progress, stop);
  } catch (error) {
    // Stopped, or not ours any more: whoever comes next finds it as it was.
    if (!stop.aborted) await settleError(client, packer, referral.id, error, attempt);
  } finally {
    await progress.end();
  }
}

/** Bytes, where they are known before it is packed. */
const sizeOf = ({ byteSize, content }: Part): number | null => byteSize ?? (typeof content === 'string' ? Buffer.byteLength(content) : null);

async function makeAndSettle(tools: PackTools, packer: Packer, referral: Packing, progress: Progress, signal: AbortSignal): Promise<void> {
  const signer = packageSigner();
  const recipient = await recipientOf(referral, packer.clock.now());
  const gone = await whyApproverGone(tools.client, referral, false);
  if (gone !== null) throw new CannotPack(approverFailure(gone));
  const { facts, parts, stamp } = await contentsOf({ ...tools, publicKey: signer.publicKey, signal }, referral.id);
  await progress.begin(parts.reduce((sum, part) => sum + (sizeOf(part) ?? 0), 0));
  // Pages, whose size nobody knows before they are drawn, count on neither side: else the rest would seem to be done with them.
  const followed = parts.map((part) => (sizeOf(part) === null ? part : { ...part, onBytes: (count: number) => progress.add(count) }));
  const made = await makePackage({ facts, parts: followed, recipient, signer, ...(stamp && { stamp }), signal }).catch((error: unknown) => {
    const failure = failureOf(error, filesByPath(facts));
    throw failure ? new CannotPack(failure) : error;
  });
  await progress.end();
  // Whoever lost the hold may have been overtaken: what lies there is the other one's.
  signal.throwIfAborted();
  const isSettled = await settlePacked(tools.client, packer, referral.id, made).catch(async (error: unknown) => {
    if (error instanceof CannotPack) await removePackage(referral.id);
    throw error;
  });
  if (!isSettled) await removePackage(referral.id);
}

async function settleError(client: PrismaClient, packer: Packer, referralId: string, error: unknown, attempt: number): Promise<void> {
  if (error instanceof NotPacking) return;
  if (error instanceof CannotPack) {
    log.warn({ referralId, code: error.failure.code }, 'a package cannot be made');
    return settleFailed(client, packer, referralId, error.failure);
  }
  log.error({ referralId, attempt, error: traceOf(error) }, 'a package could not be made');
  if (attempt >= TRIES) {
    return settleFailed(client, packer, referralId, gaveUp(error, TRIES));
  }
  await sayAgain(client, packer, referralId);
  throw error;
}
