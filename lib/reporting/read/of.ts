import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type ReportRow, WITH_NAMES, toRow } from './row';

/** The reports of one case, oldest first. The caller has checked, and recorded, that the case may be read. */
export async function reportsOfCase({ tx, clock }: Ctx, caseId: string): Promise<ReportRow[]> {
  const reports = await tx.report.findMany({ where: { caseId }, orderBy: { id: 'asc' }, include: WITH_NAMES });
  return reports.map((report) => toRow(report, clock.now()));
}

/** Where one report stands, for the line that follows it live. */
export async function reportState({ tx, actor, clock }: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<ReportRow>> {
  const report = await tx.report.findFirst({ where: { id: reportId, case: unwalled(actor) }, include: WITH_NAMES });
  return report ? ok(toRow(report, clock.now())) : fail('not_found', 'There is no such report.');
}

/** The reports that cover an item, oldest first; those that were withdrawn are left out. */
export async function reportsOfItem({ tx, actor, clock }: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<readonly ReportRow[]>> {
  const reports = await tx.report.findMany({ where: { items: { some: { itemId } }, case: unwalled(actor), state: { not: 'withdrawn' } }, orderBy: { id: 'asc' }, include: WITH_NAMES });
  return ok(reports.map((report) => toRow(report, clock.now())));
}
