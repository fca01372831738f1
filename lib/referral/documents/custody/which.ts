import type { Action } from '@/lib/audit/schema';

/** What an event has to be about to be told: a piece of evidence, a report that covers one, or a referral to the same agency. */
type Subject = 'evidence' | 'report' | 'referral';

/**
 * What the custody log tells: whoever had a piece of evidence before them, changed anything about it, or took it along.
 * What is not written here leaves with no package; a new action has to be given a line here or below.
 */
export const TOLD = {
  'media.received': 'evidence',
  'media.derived': 'evidence',
  'item.received': 'evidence',
  'item.taken': 'evidence',
  'item.released': 'evidence',
  'item.read': 'evidence',
  'message.unfolded': 'evidence',
  'evidence.granted': 'evidence',
  'evidence.peeked': 'evidence',
  'evidence.revealed': 'evidence',
  'evidence.broken': 'evidence',
  'evidence.destroyed': 'evidence',
  'item.destroyed': 'evidence',
  'decision.saved': 'evidence',
  'decision.undone': 'evidence',
  'report.created': 'report',
  'report.approved': 'report',
  'report.declined': 'report',
  'report.mended': 'report',
  'report.withdrawn': 'report',
  'report.filed': 'report',
  'report.read': 'report',
  'report.packet_read': 'report',
  'report.call_read': 'report',
  'report.file_granted': 'report',
  'report.file_taken': 'report',
  'report.vouched': 'report',
  'referral.requested': 'referral',
  'referral.approved': 'referral',
  'referral.released': 'referral',
  'referral.packed': 'referral',
  'referral.take_granted': 'referral',
  'referral.taken': 'referral',
  'referral.take_ended': 'referral',
  'referral.acknowledged': 'referral',
  'referral.expired': 'referral',
  'referral.dropped': 'referral',
} as const satisfies Partial<Record<Action, Subject>>;

const NOT_TAKEN_IN = 'It was not taken in: there is nothing that it is about.';
const STEP = 'A step of a filing between its start and its end.';
const COUNSEL = 'How the desk came to agree with itself: nothing was handed over by it.';
const HOLD = 'Who else asked that a case be kept may be under an order of silence. What keeps the exhibits is told as clocks.';
const DESTRUCTION = 'That an exhibit or a file of it is gone is told by its own entry; the rest is about other items.';
const ERASURE = 'Who asked the platform to erase what it has of them is no concern of an agency.';

/** What may be about evidence as well and is not told, each with the reason. */
export const UNTOLD: { readonly [A in Action]?: string } = {
  'media.refused': NOT_TAKEN_IN,
  'items.refused': NOT_TAKEN_IN,
  'evidence.view_ended': 'How long somebody looked is their exposure, which is theirs alone. That they looked is told.',
  'evidence.rewrapped': 'Other keys for the keys of everything: no byte of a file changes, and none is named.',
  'report.moved': STEP,
  'report.stuck': STEP,
  'report.retried': STEP,
  'report.missing': 'A count that the desk makes of itself.',
  'referral.read': COUNSEL,
  'referral.previewed': COUNSEL,
  'referral.messages_read': COUNSEL,
  'referral.drafted': COUNSEL,
  'referral.saved': COUNSEL,
  'referral.taken_back': COUNSEL,
  'referral.declined': COUNSEL,
  'referral.voided': COUNSEL,
  'referral.withdrawn': COUNSEL,
  'referral.failed': COUNSEL,
  'hold.placed': HOLD,
  'hold.renewed': HOLD,
  'hold.reviewed': HOLD,
  'hold.lifted': HOLD,
  'hold.lapsed': HOLD,
  'destruction.requested': DESTRUCTION,
  'destruction.approved': DESTRUCTION,
  'destruction.withdrawn': DESTRUCTION,
  'destruction.refused': DESTRUCTION,
  'destruction.executed': DESTRUCTION,
  'destruction.done': DESTRUCTION,
  'destruction.beyond_restore': DESTRUCTION,
  'destruction.certificate_read': DESTRUCTION,
  'erasure.received': ERASURE,
  'erasure.done': ERASURE,
};

/** Reports are told of where the referral has them, except that a file of one was taken along: that is told always. */
export const ALWAYS_TOLD: ReadonlySet<string> = new Set<Action>(['report.file_granted', 'report.file_taken']);

const actionsOf = (subject: Subject): Action[] => (Object.keys(TOLD) as (keyof typeof TOLD)[]).filter((action) => TOLD[action] === subject);
export const OF_EVIDENCE = actionsOf('evidence');
export const OF_REPORTS = actionsOf('report');
export const OF_REFERRALS = actionsOf('referral');
