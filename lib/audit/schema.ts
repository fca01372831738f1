import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export { inclusionPath } from './log/proof-path';

const none = z.strictObject({});
const count = z.number().int().min(0);

/**
 * The closed set of things that can happen, each with the details it may carry and the words a supervisor reads.
 * Details hold ids, counts and codes; never message text, notes, names or secrets, since entries outlive content.
 */
export const ACTIONS = {
  'session.signed_in': { words: 'Signed in', details: z.strictObject({ method: z.string() }) },
  'session.sign_in_failed': { words: 'Failed to sign in', details: z.strictObject({ step: z.enum(['password', 'second_factor', 'passkey', 'company', 'invitation']) }) },
  'session.locked_out': { words: 'Was locked out', details: z.strictObject({ what: z.enum(['account', 'address']) }) },
  'session.signed_out': { words: 'Signed out', details: none },
  'session.locked': { words: 'Locked the desk', details: none },
  'session.ended': { words: 'Ended sessions', details: z.strictObject({ count, why: z.string() }) },
  'session.verified': { words: 'Answered a second factor again', details: z.strictObject({ method: z.string() }) },
  'session.verification_failed': { words: 'Failed to answer a second factor again', details: none },
  'factor.added': { words: 'Added a second factor', details: z.strictObject({ kind: z.string() }) },
  'factor.renamed': { words: 'Renamed a second factor', details: none },
  'factor.removed': { words: 'Removed a second factor', details: z.strictObject({ kind: z.string() }) },
  'factor.recovery_codes_drawn': { words: 'Drew new recovery codes', details: none },
  'password.changed': { words: 'Changed their password', details: none },
  'account.read': { words: 'Read their account', details: none },
  'access.refused': { words: 'Was refused', details: z.strictObject({ permission: z.string(), code: z.string() }) },
  'access.limited': { words: 'Was slowed down', details: z.strictObject({ limit: z.string() }) },
  'person.invited': { words: 'Invited a person', details: z.strictObject({ role: z.string() }) },
  'person.invitation_revoked': { words: 'Took an invitation back', details: none },
  'person.linked': { words: 'Linked a person with the company’s sign-on', details: none },
  'person.joined': { words: 'Set up their account', details: none },
  'person.reset': { words: 'Reset a person’s access', details: z.strictObject({ factors: z.boolean() }) },
  'person.role_changed': { words: 'Changed a role', details: z.strictObject({ before: z.string(), after: z.string() }) },
  'person.disabled': { words: 'Disabled a person', details: z.strictObject({ why: z.enum(['by_admin', 'inactive']) }) },
  'person.enabled': { words: 'Enabled a person', details: none },
  'people.read': { words: 'Read who has access', details: none },
  'break_glass.started': { words: 'Took a role by break-glass', details: z.strictObject({ role: z.string(), minutes: count }) },
  'break_glass.ended': { words: 'Gave a taken role back', details: none },
  'break_glass.signed_off': { words: 'Signed off a break-glass', details: none },
  'break_glass.read': { words: 'Read the list of taken roles', details: none },
  'case.walled': { words: 'Kept a person away from a case', details: none },
  'case.wall_lifted': { words: 'Let a person back to a case', details: none },
  'case.recused': { words: 'Stepped back from a case', details: none },
  'alert.raised': { words: 'Raised an alert', details: z.strictObject({ kind: z.string() }) },
  'alert.acknowledged': { words: 'Acknowledged an alert', details: z.strictObject({ kind: z.string() }) },
  'person.created': { words: 'Created a person', details: z.strictObject({ role: z.string() }) },
  'api_key.created': { words: 'Created an API key', details: z.strictObject({ scopes: z.array(z.string()) }) },
  'api_key.rotated': { words: 'Rotated an API key', details: z.strictObject({ overlapHours: count }) },
  'api_keys.read': { words: 'Read the API keys', details: none },
  'api_key.revoked': { words: 'Revoked an API key', details: none },
  'media.received': { words: 'Sent a file', details: z.strictObject({ byteSize: count, contentType: z.string() }) },
  'media.derived': { words: 'Made a file’s renderings', details: z.strictObject({ state: z.enum(['ready', 'unreadable']), code: z.string().optional() }) },
  'media.refused': { words: 'Sent a file that was refused', details: z.strictObject({ code: z.string() }) },
  'item.received': { words: 'Sent an item', details: z.strictObject({ messages: count, files: count, signals: count }) },
  'items.refused': { words: 'Sent items that were refused', details: z.strictObject({ refused: count }) },
  'queue.read': { words: 'Opened the queue', details: none },
  'cases.read': { words: 'Looked through the cases', details: z.strictObject({ status: z.string(), isSearch: z.boolean(), found: count }) },
  'case.opened': { words: 'Opened a case', details: none },
  'case.read': { words: 'Read a case', details: none },
  'case.closed': { words: 'Closed a case', details: none },
  'case.reopened': { words: 'Reopened a case', details: none },
  'item.taken': { words: 'Took an item', details: none },
  'item.released': { words: 'Released an item', details: none },
  'item.read': { words: 'Opened an item', details: none },
  'message.unfolded': { words: 'Unfolded a message', details: none },
  'evidence.broken': { words: 'Found a stored file changed', details: z.strictObject({ rendering: z.string() }) },
  'evidence.rewrapped': { words: 'Wrapped keys under another key', details: z.strictObject({ before: z.string(), after: z.string(), count }) },
  'evidence.destroyed': { words: 'Destroyed a file’s key', details: none },
  'evidence.granted': { words: 'Was granted a look', details: z.strictObject({ kind: z.enum(['peek', 'reveal']) }) },
  'evidence.peeked': { words: 'Peeked', details: none },
  'evidence.revealed': { words: 'Revealed an original', details: none },
  'evidence.view_ended': { words: 'Stopped looking', details: z.strictObject({ kind: z.enum(['peek', 'reveal']), seconds: z.number().min(0), played: z.number().min(0).max(1).optional() }) },
  'wellness.read': { words: 'Read their own exposure', details: none },
  'wellness.team_read': { words: 'Read the team’s exposure', details: none },
  'wellness.settings_changed': { words: 'Changed their own viewing settings', details: none },
  'wellness.floors_read': { words: 'Read the least strict viewing settings', details: none },
  'wellness.floors_changed': { words: 'Changed the least strict viewing settings', details: z.strictObject({ before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) }) },
  'wellness.limit_passed': { words: 'Went past a limit', details: z.strictObject({ limit: z.string() }) },
  'decision.saved': {
    words: 'Saved a decision',
    details: z.strictObject({ outcome: z.string(), basis: z.string(), dangerNow: z.array(z.string()) }),
  },
  'decision.undone': { words: 'Undid a decision', details: none },
  'note.added': { words: 'Added a note', details: none },
  'note.edited': { words: 'Edited a note', details: z.strictObject({ version: count }) },
  'report.created': { words: 'Asked for a report', details: z.strictObject({ hotline: z.string(), test: z.boolean(), items: count.optional(), approval: z.boolean().optional(), supplement: z.boolean().optional() }) },
  'report.approved': { words: 'Agreed to a report', details: none },
  'report.declined': { words: 'Sent a report back', details: none },
  'report.read': { words: 'Read a report', details: none },
  'report.packet_read': { words: 'Read what a packet says', details: none },
  'report.mended': { words: 'Left out what a hotline refused', details: z.strictObject({ paths: z.array(z.string()) }) },
  'report.call_read': { words: 'Read what was sent to a hotline', details: z.strictObject({ call: z.string() }) },
  'report.file_granted': { words: 'Was granted a file of a report', details: none },
  'report.file_taken': { words: 'Took a file of a report along', details: none },
  'report.missing': { words: 'Found a decision without its report', details: z.strictObject({ count }) },
  'report.moved': { words: 'Report moved on', details: z.strictObject({ before: z.string(), after: z.string() }) },
  'report.withdrawn': { words: 'Withdrew a report', details: none },
  'report.filed': { words: 'Report finished at the hotline', details: z.strictObject({ hotline: z.string(), receipt: z.string() }) },
  'report.stuck': { words: 'Report needs attention', details: z.strictObject({ state: z.string(), code: z.string() }) },
  'report.vouched': { words: 'Said what a hotline knows of a report', details: z.strictObject({ found: z.string(), number: z.string() }) },
  'report.retried': { words: 'Sent a report on its way again', details: none },
  'reports.read': { words: 'Read the reports', details: none },
  'hotlines.read': { words: 'Read how hotlines are reached', details: none },
  'hotline.settings_changed': { words: 'Changed how a hotline is reached', details: z.strictObject({ hotline: z.string(), test: z.boolean(), what: z.array(z.string()) }) },
  'hotline.switched': { words: 'Switched a hotline on or off', details: z.strictObject({ hotline: z.string(), test: z.boolean(), on: z.boolean() }) },
  'hotline.check_asked': { words: 'Had a hotline’s address and credentials checked', details: z.strictObject({ hotline: z.string(), test: z.boolean() }) },
  'hotline.checked': { words: 'Checked a hotline', details: z.strictObject({ hotline: z.string(), test: z.boolean(), outcome: z.string() }) },
  'hotline.schema_checked': { words: 'Compared a hotline’s schema with ours', details: z.strictObject({ hotline: z.string(), differences: count }) },
  'approval.rules_changed': { words: 'Changed when a second person has to agree', details: z.strictObject({ hotline: z.string(), harm: z.string(), forKnown: z.boolean(), forNovel: z.boolean() }) },
  'notice.address_changed': { words: 'Changed where a platform is told of reports', details: z.strictObject({ platform: z.string(), what: z.array(z.string()) }) },
  'notice.delivered': { words: 'Told a platform of a report', details: z.strictObject({ status: count }) },
  'notice.stuck': { words: 'Could not tell a platform of a report', details: z.strictObject({ code: z.string() }) },
  'notice.retried': { words: 'Sent a notice to a platform again', details: none },
  'agencies.read': { words: 'Read the directory of agencies', details: none },
  'agency.added': { words: 'Added an agency', details: none },
  'agency.edited': { words: 'Changed an agency’s entry', details: z.strictObject({ what: z.array(z.string()) }) },
  'agency.retired': { words: 'Retired an agency', details: none },
  'agency.key_added': { words: 'Added an agency’s key', details: z.strictObject({ kind: z.string() }) },
  'agency.key_checked': { words: 'Had an agency’s key read back: it is the one', details: z.strictObject({ fingerprint: z.string() }) },
  'agency.key_differed': { words: 'Had an agency’s key read back: it is another one', details: z.strictObject({ triesLeft: count }) },
  'agency.key_retired': { words: 'Retired an agency’s key', details: z.strictObject({ why: z.enum(['by_hand', 'wrong_tries', 'altered']) }) },
  'referrals.read': { words: 'Looked through the referrals', details: z.strictObject({ step: z.string(), isSearch: z.boolean(), found: count }) },
  'referral.read': { words: 'Read a referral', details: none },
  'referral.messages_read': { words: 'Read messages to prepare a referral', details: z.strictObject({ messages: count }) },
  'referral.previewed': { words: 'Read what a referral would hand over', details: none },
  'referral.drafted': { words: 'Began a referral', details: z.strictObject({ kind: z.string(), isReissue: z.boolean() }) },
  'referral.saved': { words: 'Changed a referral', details: none },
  'referral.requested': { words: 'Submitted a referral', details: z.strictObject({ digest: z.string() }) },
  'referral.taken_back': { words: 'Took a referral back to change it', details: none },
  'referral.approved': { words: 'Agreed to a referral', details: z.strictObject({ digest: z.string() }) },
  'referral.declined': { words: 'Sent a referral back', details: none },
  'referral.voided': { words: 'Approval of a referral became void', details: z.strictObject({ what: z.array(z.string()) }) },
  'referral.withdrawn': { words: 'Withdrew a referral', details: none },
  'referral.released': { words: 'Released a referral', details: z.strictObject({ digest: z.string() }) },
  'referral.packed': { words: 'Made a referral’s package', details: z.strictObject({ sha256: z.string(), manifestSha256: z.string(), byteSize: count, files: count }) },
  'referral.failed': { words: 'Could not make a referral’s package', details: z.strictObject({ code: z.string() }) },
  'referral.take_granted': { words: 'Was granted a referral’s package', details: none },
  'referral.taken': { words: 'Took a referral’s package along', details: none },
  'referral.take_ended': { words: 'Had all of a referral’s package', details: none },
  'referral.acknowledged': { words: 'Entered an agency’s acknowledgement', details: none },
  'referral.expired': { words: 'Removed a referral’s package: its time ran out', details: z.strictObject({ wasTaken: z.boolean() }) },
  'referral.dropped': { words: 'Removed a referral’s package: what it was made of is destroyed', details: z.strictObject({ wasTaken: z.boolean() }) },
  'retention.read': { words: 'Read what is kept until when', details: none },
  'retention.dry_run': { words: 'Had it said what a destruction would take', details: none },
  'hold.placed': { words: 'Had a case kept', details: z.strictObject({ kind: z.string() }) },
  'hold.renewed': { words: 'Made a hold longer', details: z.strictObject({ kind: z.string(), renewals: count }) },
  'hold.reviewed': { words: 'Looked at a hold again', details: z.strictObject({ kind: z.string(), isTakenOver: z.boolean() }) },
  'hold.lifted': { words: 'Lifted a hold', details: z.strictObject({ kind: z.string() }) },
  'hold.lapsed': { words: 'A hold ran out', details: z.strictObject({ kind: z.string() }) },
  'destruction.requested': { words: 'Asked for a destruction', details: z.strictObject({ kind: z.string(), items: count, isWholeCase: z.boolean() }) },
  'destruction.approved': { words: 'Agreed to a destruction', details: none },
  'destruction.withdrawn': { words: 'Withdrew a destruction', details: none },
  'destruction.refused': { words: 'Did not destroy what is kept', details: z.strictObject({ why: z.array(z.string()) }) },
  'destruction.executed': { words: 'Destroyed keys for good', details: z.strictObject({ kind: z.string(), files: count, items: count, reports: count, filesLeft: count, isWholeCase: z.boolean(), statementSha256: z.string() }) },
  'destruction.done': { words: 'Removed what destroyed keys had sealed', details: none },
  'destruction.beyond_restore': { words: 'No backup opens what was destroyed any more', details: none },
  'destruction.certificate_read': { words: 'Took a certificate of destruction along', details: none },
  'item.destroyed': { words: 'Destroyed an item’s key', details: none },
  'erasure.received': { words: 'Asked for an erasure', details: none },
  'erasure.done': { words: 'Finished an erasure', details: none },
  'audit.read': { words: 'Read the audit trail', details: z.strictObject({ filters: z.record(z.string(), z.string()) }) },
  'audit.entries_read': { words: 'Read the log’s entries', details: none },
  'audit.alarm': { words: 'Found the log changed', details: z.strictObject({ alarm: z.string(), witness: z.string(), size: count }) },
  'audit.witnessed': { words: 'Found the log good', details: z.strictObject({ witness: z.string(), size: count }) },
  'audit.exported': {
    words: 'Exported the audit trail',
    details: z.strictObject({ format: z.string(), rows: count, redacted: z.boolean(), filters: z.record(z.string(), z.string()) }),
  },
  'audit.week_read': { words: 'Read a week’s review', details: z.strictObject({ week: z.string() }) },
  'audit.signed_off': { words: 'Signed off a week of the trail', details: z.strictObject({ week: z.string(), entries: count, ownActs: count, logSize: count }) },
} as const;

export type Action = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

/** What an action is called. Entries outlive versions, and columns can be changed: one that is not known here goes by its name. */
export const wordsOf = (action: string): string => (Object.hasOwn(ACTIONS, action) ? ACTIONS[action as Action].words : action);

export type Details<A extends Action> = z.input<(typeof ACTIONS)[A]['details']>;

export const OUTCOMES = ['done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof OUTCOMES)[number];

export interface Target {
  readonly type: 'item' | 'case' | 'media' | 'message' | 'note' | 'decision' | 'report' | 'person' | 'api_key' | 'referral' | 'session' | 'route' | 'factor' | 'invitation' | 'break_glass' | 'wall' | 'alert' | 'hotline' | 'notice' | 'call' | 'agency' | 'agency_key' | 'hold' | 'destruction' | 'erasure';
  readonly id: string;
  /** What people call it, for example C-2026-00042 or "Image 1". */
  readonly label?: string;
}

/** What a witness can find: what the log says now against what it said before. */
export const WITNESS_ALARMS = {
  bad_signature: 'The log shows a checkpoint that its key has not signed.',
  shortened: 'The log is shorter than it was. Its end was cut off.',
  forked: 'The log does not continue what it was. There are two versions of the past.',
  unproven: 'The log does not show that it continues what it was. Parts of its tree that its checkpoint stands on are missing.',
} as const;
export type Alarm = keyof typeof WITNESS_ALARMS;

/** The same, and what the desk finds in a witness's word. */
export const LOG_ALARMS = {
  ...WITNESS_ALARMS,
  unknown_checkpoint: 'A witness was shown a checkpoint that this desk does not have. The log was signed elsewhere, or lost what it said.',
} as const;
export type LogAlarm = keyof typeof LOG_ALARMS;

/** The database has no year nought. */
const day = z.iso.date().refine((text) => !text.startsWith('0000'), 'Must be a day of a year from 1 on');

/** A place in the trail, as `formatCursor` writes it; no larger numbers than dates and the database can hold. */
const cursor = z.string().regex(/^[0-9a-z]{1,9}\.[0-9a-z]{1,12}$/);

/** What the supervisors' page filters by; every part is optional and lives in the URL. */
export const auditFilter = z.object({
  /** Who did it. */
  person: z.uuid().optional(),
  /** Who did it, or to whom it was done. */
  about: z.uuid().optional(),
  action: z.enum(ACTION_NAMES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  /** Id or label of what it was done to. */
  target: storable(z.string()).max(200).optional(),
  /** Number of a case, or its id. */
  case: storable(z.string()).max(40).optional(),
  /** Words of the reason; any id; a person, a key or a case by name; an index of the log. */
  text: storable(z.string()).max(200).optional(),
  from: day.optional(),
  to: day.optional(),
  before: cursor.optional(),
  after: cursor.optional(),
  /** The entry that is open: its number, or its id. */
  entry: z.union([z.string().regex(/^\d{1,18}$/), z.uuid()]).optional(),
  live: z.literal('1').optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

/** What has been added to the log from an index on. */
export const tailInput = auditFilter.extend({ since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });
export type TailInput = z.output<typeof tailInput>;

/** Entries of one page whose places in the log are asked for. */
export const proofsInput = z.object({ event: z.array(z.uuid()).min(1).max(100) });
export type ProofsInput = z.output<typeof proofsInput>;

/** Where entries stand in the log: what a browser checks them with. Hashes are in base64, an entry's own sibling first. */
export interface Proofs {
  /** The newest checkpoint, word for word, and what its signature is checked with. */
  readonly checkpoint: string | null;
  readonly verifierKey: string | null;
  readonly events: readonly (
    | { readonly id: string; readonly state: 'placed'; readonly index: number; readonly hashes: readonly string[] }
    /** Waits for its place, or for the checkpoint over it: seconds. */
    | { readonly id: string; readonly state: 'waiting' }
    /** Neither in the log nor on its way there: nothing that this system writes comes to stand like that. */
    | { readonly id: string; readonly state: 'nowhere' }
  )[];
}

export const EXPORT_FORMATS = ['csv', 'jsonl', 'ocsf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** More entries than this leave in several exports, or as a folder of the whole log (`npm run audit:export`). */
export const EXPORT_ROWS_MAX = 500_000;
export const REASON_LENGTH = { least: 10, most: 500 } as const;

/** What leaves: what the page's filters select, without its reasons, labels and free texts unless a reason is given for having them. */
export const exportInput = z
  .object({
    format: z.enum(EXPORT_FORMATS),
    isRedacted: z.boolean().default(true),
    reason: storable(z.string()).trim().max(REASON_LENGTH.most).default(''),
    filters: auditFilter.default({}),
  })
  .refine(({ isRedacted, reason }) => isRedacted || reason.length >= REASON_LENGTH.least, { path: ['reason'], error: `Say why in at least ${REASON_LENGTH.least} characters` });
export type ExportInput = z.output<typeof exportInput>;

/** How many entries an export has, said before its first. */
export const ROWS_HEADER = 'x-watchkeeper-rows';

/** A week is named by its Monday, in UTC. */
const week = day.refine((text) => new Date(text).getUTCDay() === 1, 'Must be a Monday');
export const reviewQuery = z.object({ week: week.optional() });
export const weekSignOffInput = z.object({ week, note: storable(z.string()).trim().max(500).optional() });
