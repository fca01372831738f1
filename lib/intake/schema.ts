import { z } from 'zod';
import { CAPTURE_EVENTS } from '@/lib/hotlines/schema';
import { externalId, instant, line, mediaId, open, webAddress } from './fields';
import { ROLES_IN_IT, accountDetails, email, fileInput, incidentInput, ipEvent, lawEnforcementInput } from './stated';

/** Most items of one batch. */
export const BATCH_MAX = 500;
/** Most bytes of one request's JSON. */
export const BODY_MAX_BYTES = 24 * 1024 * 1024;
/** Most files of one item: whoever reviews it has to be able to judge each. */
export const FILES_MAX = 1_000;
/** Deepest nesting of one item; what the format itself needs is six. */
export const DEPTH_MAX = 32;
/** Most values of one item, fields that are not known here included; its messages, participants and signals alone do not come to 120,000. */
export const VALUES_MAX = 150_000;
/** Of very many offending fields of one item, and of all items of a batch together, these many are named. */
export const NAMED_MAX = 200;
export const NAMED_IN_BATCH_MAX = 5_000;

/**
 * Lists that grow at the sender before they grow here. A value that is not on them is taken in, kept and shown, marked
 * as unknown, and never acted upon by itself: refusing it would lose a report.
 */
export const SIGNAL_KINDS = ['hash_match', 'classifier', 'user_report', 'trusted_flagger', 'hotline_notice'] as const;
/** How people write them. A map: the sender’s word is looked up in it, and `constructor` must not be found. */
export const ALGORITHM_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({ pdq: 'PDQ', photodna: 'PhotoDNA', md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', vendor: 'Vendor hash' }));
export const ALGORITHMS = ['pdq', 'photodna', 'md5', 'sha1', 'sha256', 'vendor'] as const;
export const ENCRYPTIONS = ['none', 'transport', 'end_to_end'] as const;
export const SEVERITIES = ['imminent', 'high', 'standard'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const IP_EVENTS = CAPTURE_EVENTS;

const count = z.int().min(0).max(1_000_000);

const account = z.object({
  externalId,
  screenName: line(256).optional(),
  displayName: line(256).optional(),
  profileUrl: webAddress.optional(),
  emails: z.array(email).max(20).optional(),
  ipEvents: z.array(ipEvent).max(100).default([]),
  ...accountDetails,
});
export type AccountInput = z.output<typeof account>;

const participant = account.extend({ role: open(ROLES_IN_IT).default('recipient') });

const message = z.object({
  externalId,
  senderId: externalId.describe('externalId of the subject or of a participant'),
  sentAt: instant,
  text: z.string().max(50_000, 'Must have at most 50000 characters').optional(),
  media: z.array(mediaId).max(50).default([]),
  flagged: z.boolean().default(false),
});
export type MessageInput = z.output<typeof message>;

/** What a signal of each kind is nothing without. */
const NEEDS: ReadonlyMap<string, readonly ('algorithm' | 'label' | 'score' | 'reason')[]> = new Map([['hash_match', ['algorithm']], ['classifier', ['label', 'score']], ['user_report', ['reason']]]);

const signal = z
  .object({
    kind: open(SIGNAL_KINDS),
    detector: line(120).optional(),
    list: line(120).optional().describe('Name of the hash list'),
    algorithm: open(ALGORITHMS).optional(),
    distance: count.optional(),
    threshold: count.optional(),
    quality: z.int().min(0).max(100).optional(),
    exact: z.boolean().default(false),
    test: z.boolean().default(false).describe('A vendor’s test hash; the item is marked as a test and never filed for real'),
    label: line(120).optional(),
    score: z.number().min(0).max(1).optional(),
    modelVersion: line(120).optional(),
    reason: line(200).optional(),
    reporterId: line(200).optional(),
    mediaId: mediaId.optional(),
  })
  .superRefine((value, context) => {
    for (const field of NEEDS.get(value.kind) ?? []) {
      if (value[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: `Is missing; a ${value.kind} needs it` });
    }
  });
export type SignalInput = z.output<typeof signal>;

const listOf = {
  participants: <S extends z.ZodType>(element: S) => z.array(element).max(100).default([]),
  messages: <S extends z.ZodType>(element: S) => z.array(element).max(1_000).default([]),
  signals: <S extends z.ZodType>(element: S) => z.array(element).min(1, 'Say at least once why this was flagged').max(100),
  files: <S extends z.ZodType>(element: S) => z.array(element).max(FILES_MAX).default([]),
  incidents: <S extends z.ZodType>(element: S) => z.array(element).max(50).default([]),
};

/** One flagged thing as the platform sends it. Fields that are not named here are kept, sealed, and otherwise ignored. */
export const itemInput = z.object({
  externalId,
  platform: line(256),
  occurredAt: instant,
  conversation: z.object({ externalId, encryption: open(ENCRYPTIONS).default('transport') }).optional(),
  subject: account,
  participants: listOf.participants(participant),
  messages: listOf.messages(message),
  signals: listOf.signals(signal),
  files: listOf.files(fileInput).describe('What is known of the item’s files; one that no message carries belongs to the item as well'),
  incidents: listOf.incidents(incidentInput).describe('Where else it happened than in these messages'),
  lawEnforcement: lawEnforcementInput.optional(),
  severityHint: open(SEVERITIES).optional(),
});
export type ItemInput = z.output<typeof itemInput>;

/** An item whose long lists are not looked into yet, and what stands in them: `parseItem` reads them one by one. */
export const itemParts = { participants: participant, messages: message, signals: signal, files: fileInput, incidents: incidentInput };
export const itemFrame = itemInput.extend({
  participants: listOf.participants(z.unknown()),
  messages: listOf.messages(z.unknown()),
  signals: listOf.signals(z.unknown()),
  files: listOf.files(z.unknown()),
  incidents: listOf.incidents(z.unknown()),
});

const fieldError = z.object({ field: z.string().describe('Path of the field, for example messages/0/sentAt'), message: z.string() });

/** What intake answers for an item that it has. */
export const itemReceipt = z.object({
  externalId: z.string(),
  itemId: z.uuid(),
  caseNumber: z.string().describe('What people call the case, for example C-2026-00042'),
  warnings: z.array(fieldError).describe('Values that were kept but are not known here'),
});
export type ItemReceipt = z.output<typeof itemReceipt>;

export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(fieldError),
  requestId: z.string(),
});

/** A person asked the platform for the erasure of what it has of them, or the platform did by itself. */
export const erasureInput = z.object({
  reference: line(200).describe('The platform’s own reference. Sent again it is the same request'),
  platform: line(256),
  accountExternalId: externalId.describe('externalId of the account, as items name it'),
});
export type ErasureInput = z.output<typeof erasureInput>;

/** The same for every request, whether anything is kept or ever was here: why something is kept may be nobody’s to know. */
export const erasureReceipt = z.object({
  reference: z.string(),
  receivedAt: z.string().describe('When it was received for the first time; ISO 8601, UTC'),
  detail: z.string(),
});
export type ErasureReceipt = z.output<typeof erasureReceipt>;

const batchProblem = z.object({ code: z.string(), detail: z.string(), errors: z.array(fieldError) });

/** One result for each item of a batch, at the item's index. */
export const batchResult = z.object({
  index: z.int(),
  status: z.int().describe('201 taken in, 200 known already, otherwise as for a single item'),
  externalId: z.string().optional(),
  itemId: z.uuid().optional(),
  caseNumber: z.string().optional(),
  warnings: z.array(fieldError).optional(),
  problem: batchProblem.optional(),
});
export type BatchResult = z.output<typeof batchResult>;

export const batchAnswer = z.object({ results: z.array(batchResult) });
