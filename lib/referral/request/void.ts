import { type Ctx, Prisma } from '@/lib/db';
import { isUsableState, wasReadBack, whyUnusable } from '../agencies';
import { agreedOf, changedParts } from './agreed';
import { tellReferrals } from './alerts';
import { whyApproverGone } from './approver';
import type { Referral } from './find';
import { move } from './move';
import { AGREED_PARTS, APPROVAL_HOURS, type Agreement } from './schema';

/** What a draft is that was something more before. */
export const NOTHING_AGREED = { agreedDigest: null, agreedParts: Prisma.DbNull, approvedById: null, approvedAt: null, approvedUntil: null };

interface Broken {
  /** Codes for the trail. */
  readonly what: readonly string[];
  /** What is another one now, as a sentence. */
  readonly words: string;
}

const KEY = { what: ['key'] };

/** Why nothing may be sealed for the key of a referral any more, whatever was agreed to; null when it still may. */
async function brokenKey({ tx, clock }: Ctx, { agency, key }: Referral): Promise<Broken | null> {
  if (!agency || agency.retiredAt) return { what: ['agency'], words: 'The agency was retired.' };
  if (!key || key.retiredAt) return { ...KEY, words: 'The agency’s key was retired.' };
  if (!isUsableState(key) || key.agencyId !== agency.id) return { ...KEY, words: 'The agency’s key was never read back by a second person.' };
  if (!(await wasReadBack(tx, key))) return { ...KEY, words: 'The agency’s key is not the one that was read back: what is stored was altered. Do not use it, and tell whoever runs the desk.' };
  return (await whyUnusable(key, clock.now())) === null ? null : { ...KEY, words: 'Nothing can be sealed for the agency’s key any more: it has expired.' };
}

const listOf = (words: readonly string[]) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** What is no longer as it was agreed to; null when all of it is. */
export async function brokenOf(ctx: Ctx, referral: Referral): Promise<Broken | null> {
  const key = await brokenKey(ctx, referral);
  if (key) return key;
  const { digest, parts } = await agreedOf(ctx.tx, referral);
  if (referral.agreedDigest && Buffer.from(digest).equals(referral.agreedDigest)) return null;
  const what = changedParts(referral.agreedParts, parts);
  return { what, words: `Something is not what it was when it was submitted: ${listOf(what.map((name) => AGREED_PARTS[name]))}.` };
}

export const TOO_LATE: Broken = { what: ['time'], words: `Nobody released it within ${APPROVAL_HOURS} hours of the approval.` };

/** As `brokenOf`, of who agreed to it. */
export async function brokenApproval({ tx }: Ctx, referral: Referral): Promise<Broken | null> {
  const words = await whyApproverGone(tx, referral);
  return words === null ? null : { what: ['approver'], words };
}

/** Makes a draft again of what is no longer what was agreed to. Nothing of it has left. */
export async function voidAgreement(ctx: Ctx, referral: Referral, { what, words }: Broken): Promise<Agreement & { kind: 'void' }> {
  await move(ctx, referral, 'draft', { ...NOTHING_AGREED, problem: words }, { action: 'referral.voided', details: { what: [...what] } });
  await tellReferrals(ctx);
  return { kind: 'void', words: `${words} Nothing has left. It is a draft again: look it over, and submit it anew.` };
}
