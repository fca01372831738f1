import { log, traceOf } from '@/lib/kernel';
import { PROBE_LEASE_MS, isDown, sleepMs, waitingWords } from './breaker';
import { deliver, handIn } from './deliver';
import { type Filing, type Machine, getStuck, save, tryAgainLater } from './filing';
import { type Contents, type FiledReport, Superseded } from './ledger';
import type { Reach } from './reach';
import { drawnPause, firstStateOf, planOf } from './rules';
import { describe, finish, open, retract, tidy, upload } from './steps';

type Api = Extract<Reach, { kind: 'api' }>;
type Sent = Api | Extract<Reach, { kind: 'courier' }>;

/** One look at one report, over any ledger: what fileReport does, wherever it is kept. */
export async function runMachine(machine: Machine, reportId: string, signal: AbortSignal): Promise<void> {
  await machine.ledger.holding(reportId, signal, async (held) => {
    const report = await machine.ledger.find(reportId);
    if (!report) return;
    const filing: Filing = { machine, signal: held, requestId: machine.ids.next(), report, hasAnswered: false, isAsking: false };
    try {
      await begin(filing);
    } catch (error) {
      if (error instanceof Superseded || held.aborted) return;
      log.error({ reportId, error: traceOf(error) }, 'filing failed unexpectedly');
      // What failed may have been saved all the same, and only the word of it lost: whoever comes next sees it.
      await explain(filing, report).catch((again: unknown) => {
        if (!(again instanceof Superseded)) throw again;
      });
    }
  });
}

/** Failures of our own after which a person has to look: what failed that often will not mend itself. */
const UNEXPECTED_MAX = 8;

/** A failure of our own is as visible as one of the hotline. */
async function explain(filing: Filing, found: FiledReport): Promise<void> {
  const problem = 'Something failed on our side while the report was being sent; the log has it under the report’s id.';
  if (planOf(filing.report, filing.machine.clock.now()).kind !== 'go') return;
  const unexpected = filing.report.unexpected + 1;
  // What failed before the attempt was claimed is an attempt all the same.
  if (filing.report.attempts === found.attempts) await save(filing, firstStateOf(found), { set: { attempts: found.attempts + 1, unexpected } });
  else await save(filing, filing.report.state, { set: { unexpected } });
  if (unexpected >= UNEXPECTED_MAX) await getStuck(filing, { to: 'needs_attention', problem, code: 'unexpected' });
  else await tryAgainLater(filing, problem);
}

async function begin(filing: Filing): Promise<void> {
  const { machine, report } = filing;
  const plan = planOf(report, machine.clock.now());
  if (plan.kind === 'rest') return;
  // The job queue reads the database's clock, which may run ahead of ours.
  if (plan.kind === 'later') return machine.ledger.wake(report, plan.at);
  const isTidying = plan.kind === 'tidy';
  if (report.isTest !== machine.isTestMode) return isTidying ? rest(filing) : refuseMode(filing);
  const reach = await machine.reach(report.hotline, report.isTest);
  if (reach.kind === 'off') return isTidying ? rest(filing) : waitFor(filing, reach.why, OFF_MS);
  if (!fits(reach, report)) {
    if (isTidying) return rest(filing);
    await toFirstState(filing);
    return getStuck(filing, { to: 'needs_attention', problem: 'The way to this hotline was changed since the report was made.', code: 'channel' });
  }
  if (reach.kind === 'portal') return handIn(filing, await machine.ledger.contents(report));
  await inSlot(filing, reach, isTidying);
}

const fits = (reach: Reach, { channel }: FiledReport): boolean =>
  ({ api: 'api', portal: 'portal', webhook: 'courier', email: 'courier' } as const)[channel] === reach.kind;

async function refuseMode(filing: Filing): Promise<void> {
  const made = filing.report.isTest ? 'in test mode, and this deployment files for real' : 'to be filed for real, and this deployment is in test mode';
  await toFirstState(filing);
  await getStuck(filing, { to: 'needs_attention', problem: `The report was made ${made}; it was not sent.`, code: 'mode' });
}

async function toFirstState(filing: Filing): Promise<void> {
  if (filing.report.state === 'waiting') await save(filing, firstStateOf(filing.report));
}

/** What is left at the hotline cannot be retracted just now: the sweep comes back to it in a while. */
const rest = (filing: Filing): Promise<void> => save(filing, filing.report.state);

/** How often it is looked whether a hotline was switched on. */
const OFF_MS = 60_000;
const SLOT_MS = 1_000;

/** It stays visibly on its way, and says why it does not get on. */
async function waitFor(filing: Filing, problem: string, pauseMs: number): Promise<void> {
  const { clock, random } = filing.machine;
  const retryAt = new Date(clock.now().getTime() + drawnPause(pauseMs, random()));
  const { state } = filing.report;
  await save(filing, state === 'waiting' ? firstStateOf(filing.report) : state, { set: { problem, retryAt }, wakeAt: retryAt });
}

/** One of the host's lines, and leave to ask while the hotline is down, come before the attempt. */
async function inSlot(filing: Filing, reach: Sent, isTidying: boolean): Promise<void> {
  const { machine: { ledger, clock, random }, report } = filing;
  const giveBack = await ledger.takeSlot(reach.host, reach.parallel);
  if (!giveBack) return isTidying ? rest(filing) : ledger.wake(report, new Date(clock.now().getTime() + drawnPause(SLOT_MS, random())));
  try {
    const health = await ledger.health(report);
    const now = clock.now();
    filing.isAsking = isDown(health);
    if (filing.isAsking && !(await ledger.claimProbe(report, { now, until: new Date(now.getTime() + PROBE_LEASE_MS) }))) {
      return await (isTidying ? rest(filing) : waitFor(filing, waitingWords(health), sleepMs(random())));
    }
    await attempt(filing, reach, isTidying);
  } finally {
    await giveBack();
  }
}

/** Claims the attempt: its number is what every later save is checked against. */
async function attempt(filing: Filing, reach: Sent, isTidying: boolean): Promise<void> {
  const { machine: { ledger }, report } = filing;
  const set = { attempts: report.attempts + 1, retryAt: null };
  if (isTidying) {
    await save(filing, report.state, { set });
    return reach.kind === 'api' ? tidy(filing, reach.hotline) : undefined;
  }
  await save(filing, firstStateOf(report), { set });
  const contents = await ledger.contents(report);
  if (reach.kind === 'courier') return deliver(filing, reach.courier, contents);
  const { hotline } = reach;
  await fileAt(filing, hotline, contents);
  // Where a person has to act it may take days: nothing stays open at the hotline meanwhile.
  const isStuck = planOf(filing.report, filing.machine.clock.now()).kind === 'tidy';
  if (isStuck && filing.hasAnswered && !filing.signal.aborted) await tidy(filing, hotline);
}

async function fileAt(filing: Filing, hotline: Api['hotline'], contents: Contents): Promise<void> {
  if (filing.report.state === 'retracting' && !(await retract(filing, hotline))) return;
  filing.signal.throwIfAborted();
  if (!(await open(filing, hotline, contents))) return;
  const { files } = contents;
  if (files.length > 0) {
    const ids = await upload(filing, hotline, files);
    if (!ids || !(await describe(filing, hotline, files, ids))) return;
  } else {
    await save(filing, 'finishing');
  }
  filing.signal.throwIfAborted();
  await finish(filing, hotline);
}
