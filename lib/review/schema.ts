import { z } from 'zod';
import type { Viewed } from '@/lib/evidence/schema';
import { FILES_MAX } from '@/lib/intake/schema';
import { FILE_ANNOTATIONS, INCIDENT_TYPES, INDUSTRY_CLASSES, REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';
import type { Viewing } from '@/lib/wellness/schema';

export const POLICY_VERSION = '2026-10';

/** So many messages are unfolded at once, for who wants them unfolded; the others one by one. */
export const UNFOLDED_AT_ONCE = 200;

/** So many other items of a case are decided together with one at most. */
export const ALSO_MAX = 19;

/** In the order of the keys 1 to 5. */
export const OUTCOMES = {
  apparent_csam: 'Apparent CSAM',
  enticement: 'Enticement or sextortion',
  other_policy: 'Other policy',
  not_violating: 'Not violating',
  second_opinion: 'Ask for a second opinion',
} as const;
export type Outcome = keyof typeof OUTCOMES;
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as Outcome[];

export const DANGERS = {
  live_abuse: 'Live abuse',
  meeting_planned: 'Meeting planned',
  ongoing_extortion: 'Ongoing extortion',
  self_harm: 'Self-harm',
} as const;
export type Danger = keyof typeof DANGERS;
export const DANGER_NAMES = Object.keys(DANGERS) as Danger[];

const fileDecision = z.object({
  mediaId: z.uuid(),
  /** `null` when the reviewer is unsure or the class does not apply; "unsure" is always offered. */
  industryClass: z.enum(INDUSTRY_CLASSES).nullable(),
  annotations: z.array(z.enum(FILE_ANNOTATIONS)).max(FILE_ANNOTATIONS.length),
});

const facts = {
  itemId: z.uuid(),
  outcome: z.enum(OUTCOME_NAMES),
  incidentType: z.enum(INCIDENT_TYPES).nullable(),
  reportAnnotations: z.array(z.enum(REPORT_ANNOTATIONS)).max(REPORT_ANNOTATIONS.length),
  dangerNow: z.array(z.enum(DANGER_NAMES)).max(DANGER_NAMES.length),
  /** Goes to the hotline as the reason for priority; its limit is theirs. */
  dangerReason: z.string().trim().max(3000),
  files: z.array(fileDecision).max(FILES_MAX),
};

/** A decision is a set of facts, not a story. */
export const decideInput = z.object(facts).superRefine((input, refinement) => {
  const seen = new Set<string>();
  for (const [index, { mediaId }] of input.files.entries()) {
    if (seen.has(mediaId)) refinement.addIssue({ code: 'custom', path: ['files', index, 'mediaId'], message: 'Is named twice' });
    seen.add(mediaId);
  }
  if (input.dangerNow.length > 0 && input.dangerReason === '') {
    refinement.addIssue({ code: 'custom', path: ['dangerReason'], message: 'Say in a sentence why the danger is immediate: the hotline escalates on this text.' });
  }
});
export type DecideInput = z.output<typeof decideInput>;

/** Unsaved work: the same facts, with the outcome still open. */
export const draftBody = z.object({
  outcome: z.enum(OUTCOME_NAMES).nullable(),
  dangerNow: facts.dangerNow,
  dangerReason: z.string().max(3000),
  reportAnnotations: facts.reportAnnotations,
  files: facts.files,
  note: z.string().max(5000),
});
export type DraftBody = z.output<typeof draftBody>;
export const draftInput = z.object({ itemId: z.uuid(), body: draftBody });

export const itemInput = z.object({ itemId: z.uuid() });
export const messageInput = z.object({ messageId: z.uuid() });
/** Decisions that were made in one act. */
export const decisionsInput = z.object({ decisionIds: z.array(z.uuid()).min(1).max(ALSO_MAX + 1) });

export interface Fact {
  readonly title: string;
  readonly detail: string;
}

/** One file of an item, as far as it is known without looking at it. */
export interface ReviewFile {
  readonly id: string;
  readonly state: 'received' | 'ready' | 'unreadable' | 'destroyed';
  /** A key of UNREADABLE, of what cannot be shown or not in full. */
  readonly unreadableCode: string | null;
  readonly contentType: string;
  /** What the sender called it, where that was something else. */
  readonly claimedType: string | null;
  readonly byteSize: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly frames: number | null;
  readonly durationMs: number | null;
  readonly streams: readonly { readonly kind: string; readonly codec: string; readonly width?: number | undefined; readonly height?: number | undefined; readonly frameRate?: number | undefined; readonly channels?: number | undefined }[];
  /** By anybody, under this item. */
  readonly viewed: Viewed;
  /** Matches a verified list exactly: what it is, is known. */
  readonly isVerified: boolean;
  /** Other items that hold it, of those that the viewer may know of. */
  readonly copies: number;
}

export interface ReviewMessage {
  readonly id: string;
  readonly sender: string;
  readonly isSubject: boolean;
  readonly sentAt: string;
  readonly isFlagged: boolean;
  readonly hasText: boolean;
  /** Numbers, from 1, of the files sent with it. */
  readonly files: readonly number[];
}

/** Another item of the case that can be decided together with this one, as facts. */
export interface ReviewOther {
  readonly id: string;
  readonly itemNumber: number;
  readonly summary: string;
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly receivedAt: string;
  readonly files: number;
  /** Under that item, by anybody, entirely. */
  readonly filesViewed: number;
  /** Match a verified list exactly. */
  readonly filesVerified: number;
  /** Of its harms those that the viewer asked not to be given. */
  readonly spared: readonly string[];
}

/** What the review page shows before anyone unfolds, peeks or reveals: no text and no pixels. */
export interface ReviewItem {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly itemNumber: number;
  readonly itemCount: number;
  readonly platform: string;
  readonly subject: string;
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly occurredAt: string;
  readonly isTest: boolean;
  readonly state: 'waiting' | 'decided';
  readonly isMine: boolean;
  /** Whether the viewer may peek and reveal. */
  readonly mayLook: boolean;
  /** It is preserved: every look asks why, and there is no peek without that. */
  readonly asksReason: boolean;
  /** Whether the viewer may unfold its texts. */
  readonly mayRead: boolean;
  readonly heldBy: string | null;
  readonly leaseUntil: string | null;
  /** Of its harms those that the viewer asked not to be given. */
  readonly spared: readonly string[];
  readonly matched: Fact;
  readonly earlier: Fact;
  readonly copies: Fact;
  readonly viewing: Fact & { readonly isNeeded: boolean };
  readonly signals: readonly { readonly id: string; readonly words: string; readonly isKnown: boolean; readonly isTest: boolean }[];
  readonly files: readonly ReviewFile[];
  readonly accounts: number;
  readonly messages: readonly ReviewMessage[];
  readonly encryption: string | null;
  readonly decision: { readonly id: string; readonly outcome: Outcome; readonly by: string; readonly decidedAt: string; readonly undoUntil: string; readonly isMine: boolean } | null;
  readonly draft: DraftBody | null;
  /** For the holder; empty for everybody else. */
  readonly others: readonly ReviewOther[];
  /** How the viewer chose to see files and texts, or has to. */
  readonly settings: Viewing;
}

/** A look at an original that somebody had, with the reason that they gave. */
export interface PreservedLook {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** As people call it: `Image 2`. */
  readonly file: string;
  /** Null of looks that asked none then. */
  readonly reason: string | null;
}

/** What is shown of an item that is decided and preserved: no text and no pixels. */
export interface PreservedItem extends Pick<ReviewItem, 'id' | 'caseId' | 'caseNumber' | 'itemNumber' | 'itemCount' | 'platform' | 'subject' | 'severity' | 'occurredAt' | 'isTest' | 'viewing' | 'files' | 'settings'> {
  readonly summary: string;
  readonly decision: { readonly outcome: Outcome; readonly by: string; readonly decidedAt: string } | null;
  /** The newest first. */
  readonly looks: readonly PreservedLook[];
}

/** One line of "decided by you". */
export interface RecentDecision {
  readonly itemId: string;
  readonly caseNumber: string;
  readonly outcome: Outcome;
  readonly decidedAt: string;
  /** One for each authority; `state` is one of lib/reporting. None when nothing was reported. */
  readonly reports: readonly { readonly to: string; readonly state: string }[];
}
