import type { Action } from '@/lib/audit/schema';
import type { Entry } from '@/lib/audit';
import { type Caller, type Ctx, type Prisma, type PrismaClient, announce, transact } from '@/lib/db';
import type { Answer, NcmecHotline } from '@/lib/hotlines';
import { enqueue } from '@/lib/jobs/contract';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { jobKey } from './create';
import { lockReport, move } from './move';
import { pauseMs } from './rules';
import type { ReportState } from './schema';

/** What filing needs from outside, so that tests can give it a moved clock, a bad network and a loaded die. */
export interface FilingTools {
  readonly client: PrismaClient;
  readonly databaseUrl: string;
  readonly hotline: NcmecHotline;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** One attempt to file one report. `state` and `hotlineReportId` are as last saved. */
export interface Filing {
  readonly tools: FilingTools;
  readonly signal: AbortSignal;
  readonly requestId: string;
  readonly reportId: string;
  readonly attempt: number;
  state: ReportState;
  hotlineReportId: string | null;
}

const FILER: SystemActor = { kind: 'system', name: 'filing' };

/** Somebody else has the report meanwhile: this attempt is over and must touch nothing. */
export class Superseded extends Error {}

export function callerOf({ tools: { clock, ids }, requestId }: Pick<Filing, 'tools' | 'requestId'>): Caller<SystemActor> {
  return { actor: FILER, clock, ids, requestId };
}

export function contextOf(filing: Pick<Filing, 'tools' | 'requestId'>, tx: Ctx['tx']): Ctx<SystemActor> {
  return { ...callerOf(filing), tx };
}

interface Change {
  readonly data?: Omit<Prisma.ReportUncheckedUpdateInput, 'state'>;
  readonly entry?: Pick<Entry, 'action' | 'details'>;
  readonly call?: CallMade;
  readonly also?: (ctx: Ctx<SystemActor>, report: Prisma.ReportGetPayload<object>) => Promise<void>;
}

export interface CallMade {
  readonly name: string;
  readonly answer: Answer<unknown>;
  /** When the answer was fine as such and yet wrong, for example another checksum. */
  readonly outcome?: string;
}

/**
 * Saves one step in a short transaction of its own: the call that was made, what came of it, and the new state. The
 * attempt's number guards it beyond the lock: a worker that lost the report without noticing can save nothing.
 * @throws Superseded
 */
export async function save(filing: Filing, to: ReportState, { data, entry, call, also }: Change = {}): Promise<void> {
  await transact(filing.tools.client, async (tx) => {
    const report = await lockReport(tx, filing.reportId);
    if (!report || report.attempts !== filing.attempt || report.state !== filing.state) throw new Superseded(filing.reportId);
    const ctx = contextOf(filing, tx);
    if (call) await keepCall(ctx, report.id, call);
    if (to !== report.state) {
      await move<Action>(ctx, report, to, data, entry);
    } else {
      await tx.report.update({ where: { id: report.id }, data: { ...data, updatedAt: ctx.clock.now() } });
      await announce(tx, 'report', report.id);
    }
    await also?.(ctx, report);
    return ok();
  });
  filing.state = to;
}

/** The authority's own words may quote the report, so they are not kept in the clear; our reading of them is. */
async function keepCall({ tx, ids }: Ctx, reportId: string, { name, answer, outcome }: CallMade): Promise<void> {
  const { startedAt, durationMs, httpStatus, responseCode, requestId } = answer.call;
  await tx.hotlineCall.create({
    data: {
      id: ids.next(),
      reportId,
      call: name,
      at: startedAt,
      durationMs: Math.round(durationMs),
      httpStatus,
      responseCode,
      requestId,
      outcome: outcome ?? answer.kind,
      description: answer.kind === 'ok' ? null : answer.message,
    },
  });
}

/** Puts the report off: it stays visibly on its way, with the reason and the time of the next attempt. */
export async function tryAgainLater(filing: Filing, problem: string, call?: CallMade): Promise<void> {
  const { clock, random } = filing.tools;
  const retryAt = new Date(clock.now().getTime() + pauseMs(filing.attempt, random()));
  await save(filing, filing.state, {
    call,
    data: { problem: `${problem} Nothing is lost: the report is kept and goes on by itself.`, retryAt },
    also: ({ tx }) => enqueue(tx, 'file-report', { reportId: filing.reportId }, { runAt: retryAt, key: jobKey(filing.reportId) }),
  });
}

interface Stuck {
  readonly to: 'needs_attention' | 'refused';
  readonly problem: string;
  readonly code: string;
  readonly call?: CallMade;
}

/** Stops the report where a person has to act, visibly and on the record. */
export async function getStuck(filing: Filing, { to, problem, code, call }: Stuck): Promise<void> {
  const next = 'The report is kept and is not confirmed as filed. When the cause is removed, a supervisor sends it on its way again.';
  await save(filing, to, {
    call,
    data: { problem: `${problem} ${next}`, retryAt: null },
    entry: { action: 'report.stuck', details: { state: filing.state, code } },
  });
}

/** What a call that did not succeed means for the report. */
export async function settle(filing: Filing, name: string, answer: Exclude<Answer<unknown>, { kind: 'ok' }>): Promise<void> {
  const call = { name, answer };
  if (filing.signal.aborted) {
    // We hung up ourselves, to shut down: that says nothing about the hotline. The next worker resumes from here.
    await save(filing, filing.state, { call: { ...call, outcome: 'aborted' } });
    return;
  }
  const code = String(answer.call.responseCode ?? answer.call.httpStatus ?? 'none');
  switch (answer.kind) {
    case 'stop':
      return getStuck(filing, { to: 'needs_attention', problem: answer.message, code, call });
    case 'rejected':
      return getStuck(filing, { to: 'refused', problem: answer.message, code, call });
    case 'retry':
    case 'state':
      return tryAgainLater(filing, answer.message, call);
  }
}
