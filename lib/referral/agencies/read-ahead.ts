import { db } from '@/lib/db';
import { systemClock } from '@/lib/kernel';
import { parseKey, whyUnusable } from './parse-key';

/**
 * Keys are foreign texts, and signatures in them take their time. They are read before a transaction that decides on them
 * begins; within it `readOpenPgp` remembers what it read of the same text, and rows are locked for as long as comparing takes.
 * What is found wrong here is said there.
 */
export async function readPastedKey({ publicKey }: { publicKey: string }): Promise<void> {
  await parseKey(publicKey, systemClock.now());
}

/** As `readPastedKey`, of a key in the directory. */
export async function readStoredKey({ keyId }: { keyId: string }): Promise<void> {
  const key = await db().agencyKey.findUnique({ where: { id: keyId } });
  if (key) await whyUnusable(key, systemClock.now());
}

/** As `readPastedKey`, of the key that a referral is to be sealed for. */
export async function readReferralKey({ referralId }: { referralId: string }): Promise<void> {
  const referral = await db().referral.findUnique({ where: { id: referralId }, select: { key: true } });
  if (referral?.key) await whyUnusable(referral.key, systemClock.now());
}
