import { z } from 'zod';
import { storable } from '@/lib/kernel/text';
import type { AgencyKeyKind, AgencyKeyState } from '../agencies/schema';
import type { MissingField, ReferralKind, ReferralProfile, ReferralState, ProcessTypeId, Redactions, ReferralScope, SealedText } from '../request/schema';

/** What the list is narrowed to: every referral is in exactly one of these. */
export const REFERRAL_STEPS = {
  draft: { words: 'Being prepared', states: ['draft'] },
  to_approve: { words: 'To agree to', states: ['awaiting_approval'] },
  to_release: { words: 'To release', states: ['approved', 'packing', 'failed'] },
  to_take: { words: 'To hand over', states: ['released'] },
  over: { words: 'Over', states: ['acknowledged', 'expired', 'withdrawn'] },
} as const satisfies Record<string, { words: string; states: readonly ReferralState[] }>;
export type ReferralStep = keyof typeof REFERRAL_STEPS;
export const REFERRAL_STEP_NAMES = Object.keys(REFERRAL_STEPS) as [ReferralStep, ...ReferralStep[]];

export const referralFilter = z.object({
  step: z.enum(REFERRAL_STEP_NAMES).optional().catch(undefined),
  /** Number of the referral or of its case, or the agency’s name. */
  text: storable(z.string()).trim().max(100).catch(''),
});
export type ReferralFilter = z.output<typeof referralFilter>;

/** Times are ISO 8601 in UTC, people are pseudonyms: here and below. */
export interface ReferralRow {
  readonly id: string;
  readonly number: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly agency: string | null;
  readonly kind: ReferralKind;
  readonly profile: ReferralProfile;
  readonly state: ReferralState;
  readonly requestedBy: string;
  readonly updatedAt: string;
  /** What the authority asked for; null where nothing was said. */
  readonly deadline: string | null;
  readonly approvedUntil: string | null;
  readonly takeUntil: string | null;
  /** Waits for a second person, who can be the reader. */
  readonly isMineToApprove: boolean;
}

export interface ReferralList {
  /** The newest change first, at most 200. */
  readonly rows: readonly ReferralRow[];
  readonly total: number;
  readonly counts: Readonly<Record<ReferralStep, number>>;
}

/** Why the reader cannot do it now, in words for the control; null when they can. */
export type Off = string | null;

export interface ReferralChoices {
  readonly agencies: readonly { readonly id: string; readonly name: string; readonly country: string; readonly keys: readonly { readonly id: string; readonly kind: AgencyKeyKind; readonly fingerprint: string; readonly isUsable: boolean; readonly words: string }[] }[];
  readonly items: readonly ReferralItem[];
  /** Everybody in the case, the subject first. */
  readonly accounts: readonly { readonly id: string; readonly externalId: string; readonly screenName: string | null; readonly platform: string; readonly isSubject: boolean }[];
}

export interface ReferralItem {
  readonly id: string;
  readonly summary: string;
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly receivedAt: string;
  readonly occurredAt: string;
  readonly outcome: string | null;
  readonly files: number;
  readonly messages: number;
}

/** A case before something of it is referred. */
export interface CaseToRefer {
  readonly case: ReferralView['case'];
  readonly isTest: boolean;
  readonly choices: ReferralChoices;
  /** What was referred of it already, the newest first. */
  readonly referrals: readonly ReferralRow[];
}

/** One referral with all that its page shows. */
export interface ReferralView {
  readonly id: string;
  readonly number: string;
  readonly case: { readonly id: string; readonly number: string; readonly subject: string; readonly platform: string };
  readonly kind: ReferralKind;
  readonly state: ReferralState;
  readonly profile: ReferralProfile;
  /** A deployment in test mode: nothing leaves for a real authority. */
  readonly isTest: boolean;
  readonly updatedAt: string;
  readonly agency: { readonly id: string; readonly name: string; readonly country: string; readonly unit: string | null; readonly contactName: string; readonly email: string; readonly phone: string; readonly isRetired: boolean } | null;
  readonly key: { readonly id: string; readonly kind: AgencyKeyKind; readonly state: AgencyKeyState; /** Null while it is to be checked. */ readonly fingerprint: string | null; readonly checkedBy: string | null; readonly checkedAt: string | null } | null;
  readonly legalBasis: { readonly processType: ProcessTypeId | null; readonly words: string | null; readonly source: string | null; readonly reference: string; readonly authority: string; readonly issuedAt: string | null; readonly deadline: string | null };
  readonly danger: string;
  readonly scope: ReferralScope;
  readonly redactions: Redactions;
  /** Texts that do not open, which are empty here though something was said. */
  readonly broken: readonly SealedText[];
  /** What there is to choose from while it is a draft of the reader's; null otherwise. */
  readonly choices: ReferralChoices | null;
  /** The items that it names, in the order of their exhibits. */
  readonly items: readonly ReferralItem[];
  /** Of a draft: what still has to be said. */
  readonly missing: readonly MissingField[];
  /** What a careful person would look at twice. */
  readonly warnings: readonly string[];
  /** Hex of what the second person agrees to; null while it is a draft. */
  readonly agreedDigest: string | null;
  readonly requested: { readonly by: string; readonly at: string | null };
  readonly sentBack: { readonly by: string; readonly at: string; readonly reason: string } | null;
  readonly approved: { readonly by: string; readonly at: string; readonly until: string } | null;
  readonly released: { readonly by: string; readonly at: string } | null;
  readonly progress: { readonly packedBytes: number; readonly totalBytes: number };
  /** What stands in the way, in words. */
  readonly problem: string | null;
  readonly package: { readonly fileName: string; readonly byteSize: number; readonly sha256: string; readonly manifestSha256: string; readonly files: number; readonly removedAt: string | null } | null;
  readonly takeUntil: string | null;
  readonly takings: readonly { readonly by: string; readonly grantedAt: string; readonly openedAt: string | null; readonly endedAt: string | null }[];
  readonly acknowledged: { readonly at: string; readonly reference: string } | null;
  readonly reissueOf: { readonly id: string; readonly number: string } | null;
  readonly reissues: readonly { readonly id: string; readonly number: string }[];
  readonly off: { readonly edit: Off; readonly submit: Off; readonly takeBack: Off; readonly withdraw: Off; readonly approve: Off; readonly decline: Off; readonly release: Off; readonly take: Off; readonly acknowledge: Off; readonly reissue: Off };
  readonly history: readonly { readonly id: string; readonly at: string; readonly actor: string; readonly words: string }[];
}

export interface ReferralProgress {
  readonly state: ReferralState;
  readonly packedBytes: number;
  readonly totalBytes: number;
  readonly problem: string | null;
}

/** So many messages of an item are opened at once; the others as they are asked for. */
export const MESSAGES_SHOWN = 100;

export const openMessagesInput = z.object({ referralId: z.uuid(), itemId: z.uuid(), /** How many to leave out from the first. */ from: z.int().min(0).max(1_000_000) });
export type OpenMessagesInput = z.output<typeof openMessagesInput>;

/** Messages with their words: content, for whoever prepares the referral. */
export interface ReferralMessages {
  /** E01. */
  readonly exhibit: string;
  readonly total: number;
  readonly messages: readonly {
    readonly id: string;
    /** From 1, within its item. */
    readonly number: number;
    /** A1: what the documents call its sender. */
    readonly sender: string;
    readonly senderId: string;
    readonly sentAt: string;
    readonly isFlagged: boolean;
    readonly text: string | null;
    /** It has words that do not open: what is stored was changed or moved. */
    readonly isBroken: boolean;
    /** How many files it carried. */
    readonly files: number;
  }[];
}
