import type { Channel } from '@/lib/hotlines/schema';
import type { ReportState } from './schema';

/**
 * Every move a report may make. Nothing writes a state without asking this table.
 *
 * - `waiting` is the undo; only from there can a report be withdrawn, since a started one may exist at the hotline.
 * - Whenever a report that may be open at the hotline is picked up again, it goes through `retracting`: the answer to
 *   a retraction is the only way to learn whether it was finished.
 * - `withdrawn` goes back to `waiting` when the same decision is reported after all.
 * - `awaiting_approval` comes before `waiting` where a second person has to agree; sent back, a report is a `draft` of
 *   whoever asked for it.
 * - `delivering` is a gateway's or a mail's one step. `awaiting_reference` is a person's: a packet is prepared, or a mail
 *   was sent, and the authority's reference is still to be entered. A mail that bounced or a delivery that was lost is sent
 *   again from there, under the same number.
 * - `filed` is entered on the authority's word alone: its answer to finish or to a delivery, its refusal to retract
 *   because the report is finished (of a stuck report too, whose rest at the hotline is retracted as soon as that
 *   allows), or the reference that a person was given.
 */
export const MOVES: Readonly<Record<ReportState, readonly ReportState[]>> = {
  draft: ['awaiting_approval', 'waiting', 'withdrawn'],
  awaiting_approval: ['waiting', 'draft', 'withdrawn'],
  waiting: ['opening', 'delivering', 'awaiting_reference', 'withdrawn'],
  opening: ['opened', 'needs_attention', 'refused'],
  opened: ['uploading', 'finishing', 'retracting', 'needs_attention'],
  uploading: ['describing', 'retracting', 'needs_attention', 'refused'],
  describing: ['finishing', 'retracting', 'needs_attention', 'refused'],
  finishing: ['filed', 'retracting', 'needs_attention', 'refused'],
  retracting: ['opening', 'filed', 'needs_attention', 'refused'],
  delivering: ['awaiting_reference', 'filed', 'needs_attention', 'refused'],
  awaiting_reference: ['filed', 'delivering'],
  needs_attention: ['opening', 'delivering', 'retracting', 'filed'],
  refused: ['opening', 'delivering', 'retracting', 'filed'],
  filed: [],
  withdrawn: ['waiting', 'awaiting_approval'],
};

export function canMove(from: ReportState, to: ReportState): boolean {
  return MOVES[from].includes(to);
}

/** States in which the desk itself must act next; a report in one of them that nobody holds is picked up again. */
export const MOVING = ['opening', 'opened', 'uploading', 'describing', 'finishing', 'delivering', 'retracting'] as const satisfies readonly ReportState[];

export function isMoving(state: ReportState): boolean {
  return (MOVING as readonly ReportState[]).includes(state);
}

/** Where a report that waited out its undo goes first. */
export function firstStateOf({ channel, hotlineReportId }: { readonly channel: Channel; readonly hotlineReportId: string | null }): ReportState {
  if (channel === 'api') return hotlineReportId ? 'retracting' : 'opening';
  return 'delivering';
}

/** Whether an earlier attempt may be at the hotline under a number that only the hotline can say something about. */
export const isInDoubt = ({ state, channel, hotlineReportId }: Pick<Planned, 'state' | 'channel' | 'hotlineReportId'>): boolean =>
  state === 'needs_attention' && channel === 'api' && hotlineReportId !== null;

/**
 * Whether a person can enter the authority's number: where it is waited for, and where a gateway or a mailbox would not take
 * the report, a file that is too large for it, say, so that somebody handed it in another way.
 */
export const takesReference = ({ state, channel }: { readonly state: string; readonly channel: string }): boolean =>
  state === 'awaiting_reference' || ((state === 'refused' || state === 'needs_attention') && (channel === 'webhook' || channel === 'email'));

export type Plan =
  /** Nothing to do for the desk. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'go' }
  /** Stuck, with something left at the hotline that is to be retracted. */
  | { readonly kind: 'tidy' };

interface Planned {
  readonly state: ReportState;
  readonly channel: Channel;
  readonly dueAt: Date;
  readonly retryAt: Date | null;
  readonly hotlineReportId: string | null;
}

/** What is to be done about a report now. */
export function planOf(report: Planned, now: Date): Plan {
  const { state, channel, dueAt, retryAt, hotlineReportId } = report;
  if (state === 'needs_attention' || state === 'refused') return channel === 'api' && hotlineReportId ? { kind: 'tidy' } : { kind: 'rest' };
  if (state !== 'waiting' && !isMoving(state)) return { kind: 'rest' };
  const at = state === 'waiting' ? dueAt : retryAt;
  return at && at > now ? { kind: 'later', at } : { kind: 'go' };
}

const BASE_MS = 5_000;
const CAP_MS = 15 * 60_000;

/** The upper half of a pause is drawn, so that those who failed together do not come back together. @param random from 0 up to 1. */
export function drawnPause(fullMs: number, random: number): number {
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}

/**
 * How long to wait before the next attempt: doubling from 5 s to a quarter of an hour, the upper half of it drawn.
 * @param attempt from 1. @param random from 0 up to 1. @param capMs less than a quarter of an hour where others keep the peace.
 */
export function pauseMs(attempt: number, random: number, capMs = CAP_MS): number {
  return drawnPause(Math.min(capMs, BASE_MS * 2 ** Math.min(attempt - 1, 20)), random);
}
