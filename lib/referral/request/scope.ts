import { z } from 'zod';
import { storable } from '@/lib/kernel/text';
import { WHERE_NAMES } from '../redact/schema';

/** A day, or a moment with its offset; a day stands for its first moment in UTC. */
export const moment = z.union([z.iso.datetime({ offset: true, error: 'A date, or a date with a time' }), z.iso.date('A date, or a date with a time')]).refine((text) => !text.startsWith('0000'), 'Must be a day of a year from 1 on');

const ITEMS_MAX = 1000;

/** What a referral hands over. Messages are narrowed to those sent from `from` on and before `until`; a file goes with a message that carried it, or with the item where none did. */
export const scopeInput = z
  .object({
    itemIds: z.array(z.uuid()).max(ITEMS_MAX, `At most ${ITEMS_MAX} items`),
    from: moment.nullable(),
    until: moment.nullable(),
    withAccounts: z.boolean(),
    withReports: z.boolean(),
    withNotes: z.boolean(),
  })
  .refine(({ from, until }) => from === null || until === null || new Date(from) < new Date(until), { path: ['until'], error: 'Must be after the first moment' });
export type ReferralScope = z.output<typeof scopeInput>;

export const EMPTY_SCOPE: ReferralScope = { itemIds: [], from: null, until: null, withAccounts: true, withReports: true, withNotes: false };

/** What a referral hands over, as its row has it: nothing where it says nothing of it, as the oldest ones do. */
export function scopeOf(stored: unknown): ReferralScope {
  const parsed = scopeInput.safeParse(stored);
  return parsed.success ? parsed.data : EMPTY_SCOPE;
}

export const PHRASE_LENGTH = { least: 3, most: 500 } as const;

const phrase = storable(z.string())
  .trim()
  .min(PHRASE_LENGTH.least, `At least ${PHRASE_LENGTH.least} characters: shorter ones stand in every other word`)
  .max(PHRASE_LENGTH.most, `At most ${PHRASE_LENGTH.most} characters`);

/** What the agency is not to read. It is content, and sealed under the case's key. */
export const redactionsInput = z.object({
  /** Accounts of third persons: every identifier of theirs gives way to a stand-in. */
  accountIds: z.array(z.uuid()).max(500),
  /** Messages whose words are taken out; that they were sent, by whom and when, stays. */
  messageIds: z.array(z.uuid()).max(10_000),
  /** Words that are taken out wherever they stand: names, addresses, telephone numbers. */
  phrases: z.array(phrase).max(200, 'At most 200 phrases'),
  /** Of single terms, where they are taken out, where that is not what their kind and length say: see the preview. */
  choices: z.array(z.strictObject({ term: storable(z.string()).trim().min(1).max(PHRASE_LENGTH.most), where: z.enum(WHERE_NAMES) })).max(500).default([]),
});
export type Redactions = z.output<typeof redactionsInput>;

export const NO_REDACTIONS: Redactions = { accountIds: [], messageIds: [], phrases: [], choices: [] };

/** What the sealed redactions of a referral are bound to; their key is the case's. */
export const redactionsBinding = (referralId: string) => ({ purpose: 'referral redactions', id: referralId });
