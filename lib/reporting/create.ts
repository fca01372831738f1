import { type Ctx, announce } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { lockItem } from '@/lib/queue';
import { decide } from '@/lib/review';
import type { DecideInput } from '@/lib/review/schema';
import type { AssembledReport } from './assemble';
import { drawUp } from './draw-up';
import { HOTLINE } from './hotline';
import { findDecisions } from './load-facts';
import { lockReport, move, recordReport } from './move';
import { isReportable } from './schema';
import { sealReport } from './seal-report';

export interface CreatedReport {
  readonly reportId: string;
  /** Until then it can be undone (ISO 8601, UTC). */
  readonly dueAt: string;
}

/** The key under which a report has at most one job that has not started. */
export const jobKey = (reportId: string): string => `file-report:${reportId}`;

/**
 * Makes the report of a decision and puts it on its way: it waits out the undo, then a job files it.
 * Refuses with `conflict` when there is one already or the decision was undone, with `unprocessable` when the hotline
 * would refuse it or nothing is reportable, with `forbidden` when a test signal would reach a real hotline.
 */
export async function createReport(ctx: Ctx<PersonActor>, { decisionId }: { decisionId: string }): Promise<Result<CreatedReport>> {
  const named = await ctx.tx.decision.findUnique({ where: { id: decisionId }, select: { itemId: true } });
  if (!named) return fail('not_found', 'There is no such decision.');
  await lockItem(ctx, named.itemId);
  const [decision] = await findDecisions(ctx.tx, [decisionId]);
  if (!decision || decision.undoneAt) return fail('conflict', 'This decision was undone; decide again, then report.');
  if (!isReportable(decision.outcome)) return fail('unprocessable', 'Nothing in this decision is to be reported.');
  const isTest = config().TEST_MODE;
  if (!isTest && decision.item.signals.some((signal) => signal.isTest)) {
    return fail('forbidden', 'A signal of this item is marked as a test, so it is never reported to a real hotline. Nothing was sent.');
  }
  const earlier = await ctx.tx.report.findFirst({ where: { decisionId, hotline: HOTLINE, supplementOfId: null }, select: { id: true, state: true } });
  if (earlier && earlier.state !== 'withdrawn') return fail('conflict', 'This decision is reported already; nothing was sent twice.');

  const drawn = await drawUp(ctx, { hotline: HOTLINE, decisions: [decision] });
  if (!drawn.ok) return drawn;
  const now = ctx.clock.now();
  const dueAt = new Date(now.getTime() + config().REPORT_UNDO_SECONDS * 1000);
  const { item } = decision;
  const reportId = earlier?.id ?? ctx.ids.next();
  const fresh = { createdById: ctx.actor.id, isTest, dueAt, sealedBody: sealReport(item, reportId, drawn.value) };
  if (earlier) {
    const row = await lockReport(ctx.tx, reportId);
    if (row?.state !== 'withdrawn') return fail('conflict', 'This decision is reported already; nothing was sent twice.');
    await move(ctx, row, 'waiting', fresh);
    await renewFiles(ctx, reportId, drawn.value);
  } else {
    await ctx.tx.report.create({
      data: {
        ...fresh,
        id: reportId,
        caseId: item.caseId,
        itemId: item.id,
        decisionId,
        hotline: HOTLINE,
        urgency: item.urgency,
        knownAt: decision.decidedAt,
        createdAt: now,
        updatedAt: now,
        items: { create: { itemId: item.id, decisionId, position: 0 } },
        files: { createMany: { data: drawn.value.files.map((file, position) => ({ id: ctx.ids.next(), itemId: file.itemId, kind: file.kind, mediaId: file.kind === 'media' ? file.mediaId : null, position, fileViewedByEsp: file.details.fileViewedByEsp ?? false })) } },
      },
    });
    await announce(ctx.tx, 'report', reportId);
  }
  await recordReport(ctx, { id: reportId, caseId: item.caseId, itemId: item.id }, { action: 'report.created', details: { hotline: HOTLINE, test: isTest } });
  await enqueue(ctx.tx, 'file-report', { reportId }, { runAt: dueAt, key: jobKey(reportId) });
  return ok({ reportId, dueAt: dueAt.toISOString() });
}

/** After a report was assembled anew, its files say what the new one says. Which files there are never changes. */
export async function renewFiles(ctx: Ctx, reportId: string, { files }: AssembledReport): Promise<void> {
  for (const [position, { details }] of files.entries()) {
    await ctx.tx.reportFile.update({
      where: { reportId_position: { reportId, position } },
      data: { fileViewedByEsp: details.fileViewedByEsp ?? false, hotlineFileId: null, describedAt: null },
    });
  }
}

/** One click: the decision and its report in one transaction, so that no reportable decision is left without one. */
export async function decideAndReport(ctx: Ctx<PersonActor>, input: DecideInput): Promise<Result<CreatedReport & { decisionId: string }>> {
  const decided = await decide(ctx, input);
  if (!decided.ok) return decided;
  const created = await createReport(ctx, decided.value);
  return created.ok ? ok({ ...created.value, ...decided.value }) : created;
}
