import type { Caller, Ctx } from '@/lib/db';
import type { Answer } from '@/lib/hotlines';
import type { Clock, Ids, SystemActor } from '@/lib/kernel';
import { type News, passesTurn } from './breaker';
import type { CallMade, Change, FiledReport, Ledger, ProblemField } from './ledger';
import type { ReachOf } from './reach';
import { canMove, pauseMs } from './rules';
import type { ReportState } from './schema';

/** What filing needs from outside, so that tests can give it a moved clock, a bad network and a loaded die. */
export interface Machine {
  readonly ledger: Ledger;
  readonly reach: ReachOf;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Whether this deployment files tests. */
  readonly isTestMode: boolean;
}

/** One attempt to file one report. `report` is as last saved. */
export interface Filing {
  readonly machine: Machine;
  readonly signal: AbortSignal;
  readonly requestId: string;
  report: FiledReport;
  /** Whether the hotline did anything for us in this attempt: then it is not down, whatever comes. */
  hasAnswered: boolean;
  /** Whether it asks on behalf of all whether a hotline that was down answers again. */
  isAsking: boolean;
}

const FILER: SystemActor = { kind: 'system', name: 'filing' };

export function callerOf({ machine: { clock, ids }, requestId }: Pick<Filing, 'machine' | 'requestId'>): Caller<SystemActor> {
  return { actor: FILER, clock, ids, requestId };
}

export function contextOf(caller: Caller<SystemActor>, tx: Ctx['tx']): Ctx<SystemActor> {
  return { ...caller, tx };
}

/**
 * Saves one step: the call that was made, what came of it, and the new state. The attempt's number and the state guard
 * it beyond the lock: a worker that lost the report without noticing can save nothing.
 * @throws Superseded. Error on a move that the table does not have: a mistake of ours, never an outside event.
 */
export async function save(filing: Filing, to: ReportState, change: Omit<Change, 'to'> = {}): Promise<void> {
  const { report } = filing;
  if (to !== report.state && !canMove(report.state, to)) throw new Error(`A report cannot move from ${report.state} to ${to}.`);
  // What went well shows that our own failures before were no lasting ones.
  const isOver = report.unexpected > 0 && change.call?.answer.kind === 'ok';
  const set = isOver ? { ...change.set, unexpected: 0 } : change.set;
  await filing.machine.ledger.save({ caller: callerOf(filing), report, change: { to, ...change, ...(set && { set }) } });
  const { hotlineReportId = report.hotlineReportId, attempts = report.attempts, unexpected = report.unexpected, retryAt = report.retryAt } = set ?? {};
  filing.report = { ...report, state: to, hotlineReportId, attempts, unexpected, retryAt };
}

/** How long a report that asked for all sleeps at most: the breaker keeps the peace, and the most urgent has to be there to ask. */
const ASKED_CAP_MS = 60_000;

/** Puts the report off: it stays visibly on its way, with the reason and the time of the next attempt. */
export async function tryAgainLater(filing: Filing, problem: string, { call, news }: { call?: CallMade; news?: News } = {}): Promise<void> {
  const { clock, random } = filing.machine;
  const hasAskedInVain = filing.isAsking && news === 'failed' && !filing.hasAnswered;
  const capMs = hasAskedInVain ? ASKED_CAP_MS : undefined;
  const retryAt = new Date(clock.now().getTime() + pauseMs(filing.report.attempts, random(), capMs));
  await save(filing, filing.report.state, {
    call,
    news,
    passesTurn: news === 'failed' && passesTurn(filing.report.attempts),
    set: { problem: `${problem} Nothing is lost: the report is kept and goes on by itself.`, retryAt },
    wakeAt: retryAt,
  });
}

interface Stuck {
  readonly to: 'needs_attention' | 'refused';
  readonly problem: string;
  readonly code: string;
  readonly fields?: readonly ProblemField[];
  readonly call?: CallMade;
  readonly news?: News;
}

/** Stops the report where a person has to act, visibly and on the record. */
export async function getStuck(filing: Filing, { to, problem, code, fields, call, news }: Stuck): Promise<void> {
  const next = 'The report is kept and is not confirmed as filed. When the cause is removed, a supervisor sends it on its way again.';
  await save(filing, to, {
    call,
    news,
    set: { problem: `${problem} ${next}`, problemFields: fields ?? null, retryAt: null },
    entry: { action: 'report.stuck', details: { state: filing.report.state, code } },
  });
}

/** What a call that did not succeed means for the report, and for the hotline. */
export async function settle(filing: Filing, name: string, answer: Exclude<Answer<unknown>, { kind: 'ok' }>, explain?: () => readonly ProblemField[]): Promise<void> {
  const call = { name, answer };
  if (filing.signal.aborted) {
    // We hung up ourselves, to shut down: that says nothing about the hotline. The next worker resumes from here.
    await save(filing, filing.report.state, { call: { ...call, outcome: 'aborted' } });
    return;
  }
  const code = String(answer.call.responseCode ?? answer.call.httpStatus ?? 'none');
  switch (answer.kind) {
    case 'stop':
      return getStuck(filing, { to: 'needs_attention', problem: answer.message, code, call, news: 'barred' });
    case 'rejected':
      return getStuck(filing, { to: 'refused', problem: answer.message, code, call, fields: explain?.() ?? [], news: 'answered' });
    case 'retry':
      return tryAgainLater(filing, answer.message, { call, news: 'failed' });
    case 'state':
      return tryAgainLater(filing, answer.message, { call });
  }
}
