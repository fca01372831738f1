import { transact } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { config, log, traceOf, ok } from '@/lib/kernel';
import { jobKey } from './create';
import { type Filing, type FilingTools, Superseded, contextOf, getStuck, tryAgainLater } from './filing';
import { withReportLock } from './lock';
import { lockReport, move } from './move';
import { isMoving } from './rules';
import { openReport } from './seal-report';
import { describe, finish, open, retract, upload } from './steps';

/** Failures of our own after which a person has to look: what failed that often will not mend itself. */
const UNEXPECTED_MAX = 8;

/**
 * Files a report, or goes on with one that a crash, a restart or a failure interrupted. Safe to call at any time and
 * any number of times: what is not due, already filed, withdrawn, stuck or in another worker's hands is left alone.
 *
 * Every step is saved before and after, and no call is made inside a transaction. Whatever may be open at the hotline
 * is retracted before the report is opened again, so that it is finished there exactly once.
 */
export async function fileReport(tools: FilingTools, reportId: string, signal: AbortSignal): Promise<void> {
  await withReportLock(tools.databaseUrl, reportId, signal, async (held) => {
    const filing = await begin(tools, reportId, held);
    if (!filing) return;
    try {
      await go(filing);
    } catch (error) {
      if (error instanceof Superseded || held.aborted) return;
      log.error({ reportId, error: traceOf(error) }, 'filing failed unexpectedly');
      await explain(filing);
    }
  });
}

/** Claims the attempt: its number is what every later save is checked against. */
async function begin(tools: FilingTools, reportId: string, signal: AbortSignal): Promise<Filing | null> {
  const requestId = tools.ids.next();
  const begun = await transact(tools.client, async (tx) => {
    const report = await lockReport(tx, reportId);
    if (!report) return ok(null);
    const now = tools.clock.now();
    const startsAt = report.state === 'waiting' ? report.dueAt : isMoving(report.state) ? (report.retryAt ?? now) : null;
    if (!startsAt) return ok(null);
    if (startsAt > now) {
      // The job queue reads the database's clock, which may run ahead of ours.
      await enqueue(tx, 'file-report', { reportId }, { runAt: startsAt, key: jobKey(reportId) });
      return ok(null);
    }
    const state = report.hotlineReportId ? ('retracting' as const) : ('opening' as const);
    const data = { attempts: report.attempts + 1, retryAt: null };
    if (report.state === state) await tx.report.update({ where: { id: reportId }, data });
    else await move(contextOf({ tools, requestId }, tx), report, state, data);
    return ok({ state, attempt: data.attempts, hotlineReportId: report.hotlineReportId });
  });
  return begun.ok && begun.value ? { tools, signal, requestId, reportId, ...begun.value } : null;
}

async function go(filing: Filing): Promise<void> {
  const { client } = filing.tools;
  const report = await client.report.findUniqueOrThrow({
    where: { id: filing.reportId },
    include: { item: { select: { id: true, wrappedKey: true, kekId: true } }, files: { orderBy: { position: 'asc' }, include: { media: true } } },
  });
  if (report.isTest !== config().TEST_MODE) {
    const made = report.isTest ? 'in test mode, and this deployment files for real' : 'to be filed for real, and this deployment is in test mode';
    return getStuck(filing, { to: 'needs_attention', problem: `The report was made ${made}; it was not sent.`, code: 'mode' });
  }
  const body = openReport(report.item, report.id, report.sealedBody);
  if (filing.state === 'retracting' && !(await retract(filing))) return;
  filing.signal.throwIfAborted();
  if (!(await open(filing, body))) return;
  if (report.files.length > 0) {
    const item = { id: report.itemId, caseId: report.caseId };
    const files = report.files.flatMap(({ id, media }) => (media ? [{ id, media, item, hotlineFileId: null }] : []));
    if (!(await upload(filing, body, files))) return;
    if (!(await describe(filing, body, files))) return;
  }
  filing.signal.throwIfAborted();
  await finish(filing);
}

/** A failure of our own is as visible as one of the hotline. */
async function explain(filing: Filing): Promise<void> {
  const problem = 'Something failed on our side while the report was being sent; the log has it under the report’s id.';
  if (filing.attempt >= UNEXPECTED_MAX) await getStuck(filing, { to: 'needs_attention', problem, code: 'unexpected' });
  else await tryAgainLater(filing, problem);
}
