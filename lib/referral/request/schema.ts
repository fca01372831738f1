import { z } from 'zod';
import { storable } from '@/lib/kernel/text';
import { PROCESS_TYPE_IDS } from './process-types';
import { moment, redactionsInput, scopeInput } from './scope';

export * from './process-types';
export * from './scope';
export * from './states';

const line = (most: number) => storable(z.string()).trim().max(most, `At most ${most} characters`);

export const DANGER_LENGTH = { least: 10, most: 3000 } as const;
export const DECLINE_REASON_LENGTH = { least: 10, most: 2000 } as const;

export const referralIdInput = z.object({ referralId: z.uuid() });
export type ReferralIdInput = z.output<typeof referralIdInput>;

const kind = z.enum(['disclosure', 'emergency'], 'Choose what kind of disclosure it is');
const profile = z.enum(['full', 'simple', 'report_only'], 'Choose what the package holds');

/** Begins an empty draft about a case. */
export const createReferralInput = z.object({ caseId: z.uuid(), kind });
export type CreateReferralInput = z.output<typeof createReferralInput>;

const legalBasisInput = z.object({
  processType: z.enum(PROCESS_TYPE_IDS, 'Choose the kind of process').nullable(),
  /** The authority’s own number. */
  reference: line(200),
  /** Which court, prosecutor or officer ordered it. */
  authority: line(200),
  issuedAt: moment.nullable(),
  deadline: moment.nullable(),
});
export type LegalBasisInput = z.output<typeof legalBasisInput>;

/** The whole draft as the page has it: what is not chosen yet is null or empty. */
export const saveReferralInput = z.object({
  referralId: z.uuid(),
  /** `updatedAt` of the draft that was edited, so that nobody overwrites what they have not seen. */
  seenAt: z.iso.datetime(),
  agencyId: z.uuid().nullable(),
  keyId: z.uuid().nullable(),
  profile,
  legalBasis: legalBasisInput,
  /** Of an emergency: who is in danger of what, and how that is known. Empty otherwise. */
  danger: line(DANGER_LENGTH.most),
  scope: scopeInput,
  redactions: redactionsInput,
});
export type SaveReferralInput = z.output<typeof saveReferralInput>;
export interface SavedReferral {
  readonly updatedAt: string;
  /** What still has to be said before it can be submitted. */
  readonly missing: readonly MissingField[];
}

/** What stands between a draft and its submission: the field of `saveReferralInput`, and why, in words. */
export interface MissingField {
  readonly field: string;
  readonly message: string;
}

/** The short form: drafted and submitted in one step, without process, due now. */
export const emergencyInput = z.object({
  caseId: z.uuid(),
  agencyId: z.uuid('Choose an agency'),
  keyId: z.uuid('Choose a key'),
  profile,
  /** The officer or unit that asked, and their number for it, as far as there is one. */
  authority: line(200),
  reference: line(200),
  danger: line(DANGER_LENGTH.most).min(DANGER_LENGTH.least, `Say in at least ${DANGER_LENGTH.least} characters who is in danger of what`),
  scope: scopeInput.refine(({ itemIds }) => itemIds.length > 0, { path: ['itemIds'], error: 'Choose what is handed over' }),
  redactions: redactionsInput,
});
export type EmergencyInput = z.output<typeof emergencyInput>;

/** `agreedDigest` in hex, as the page of the second person showed it: they agree to what they saw. */
export const approveReferralInput = z.object({ referralId: z.uuid(), agreedDigest: z.string().regex(/^[0-9a-f]{64}$/) });
export type ApproveReferralInput = z.output<typeof approveReferralInput>;

export const declineReferralInput = z.object({
  referralId: z.uuid(),
  reason: line(DECLINE_REASON_LENGTH.most).min(DECLINE_REASON_LENGTH.least, `Say why in at least ${DECLINE_REASON_LENGTH.least} characters`),
});
export type DeclineReferralInput = z.output<typeof declineReferralInput>;

export const acknowledgeReferralInput = z.object({ referralId: z.uuid(), reference: line(200).min(1, 'Enter the agency’s reference') });
export type AcknowledgeReferralInput = z.output<typeof acknowledgeReferralInput>;

/** The texts of a referral that are sealed under the case's key, with the words for one that does not open. */
export const SEALED_TEXTS = {
  redactions: 'What is to be taken out does not open: what is stored was changed or moved.',
  danger: 'What the danger is does not open: what is stored was changed or moved.',
  decline: 'Why it was sent back does not open: what is stored was changed or moved.',
} as const;
export type SealedText = keyof typeof SEALED_TEXTS;

/** Parts of what a second person agrees to, with the words for them when one is another one than it was. */
export const AGREED_PARTS = {
  kind: 'what kind of disclosure it is',
  provider: 'who hands it over, or whether it is in test mode',
  agency: 'the agency, or its entry in the directory',
  key: 'the agency’s key',
  legalBasis: 'the legal basis',
  profile: 'what kind of package it is',
  scope: 'what is handed over',
  redactions: 'what is taken out, or what somebody who is taken out is called',
  contents: 'the items, files, messages or reports themselves',
} as const;
export type AgreedPart = keyof typeof AGREED_PARTS;

/**
 * What approving or releasing came to. `void` is no failure of the program: what was agreed to is no longer what would
 * leave, or nobody used it in time, so the referral is a draft again and that is on record. `words` say what changed.
 */
export type Agreement =
  | { readonly kind: 'agreed'; readonly approvedUntil: string }
  | { readonly kind: 'packing' }
  | { readonly kind: 'void'; readonly words: string };

export interface GrantedTaking {
  /** Where the sealed package is fetched from, by GET, in ranges or whole. */
  readonly href: string;
  readonly expiresAt: string;
}
