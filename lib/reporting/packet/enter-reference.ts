import { type Ctx, Prisma } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { startPreservation } from '@/lib/retention';
import { lockReportOf, move } from '../move';
import { announceFiled } from '../notices';
import { takesReference } from '../rules';
import { referenceFormOf } from './reference-form';
import { tellReferences } from './remind';

/** Any number that no other advisory lock uses. */
const ENTERING = 730_311;

/**
 * Whether another report of this authority has the number. Whoever enters the same one meanwhile waits here. What adds to
 * a report may come back under its number, and is not asked.
 */
async function isTaken({ tx }: Ctx, { id, hotline, isTest, supplementOfId }: NonNullable<Awaited<ReturnType<typeof lockReportOf>>>, reference: string): Promise<boolean> {
  if (supplementOfId !== null) return false;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ENTERING}::int, hashtext(${`${hotline} ${isTest} ${reference}`}))`;
  return (await tx.report.count({ where: { hotline, isTest, state: 'filed', hotlineReportId: reference, supplementOfId: null, id: { not: id } } })) > 0;
}

/**
 * Enters the number that the authority gave: with it the report is filed. The receipt, the start of the preservation, what
 * the platform is told and the trail are one transaction. Refuses with `conflict` when the report does not wait for one,
 * with `invalid` when the number is none of this authority's or another report's.
 */
export async function enterReference(ctx: Ctx<PersonActor>, { reportId, reference }: { reportId: string; reference: string }): Promise<Result<{ receipt: string }>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  if (report.state === 'filed') return fail('conflict', 'The reference of this report was entered already; nothing was changed.');
  if (!takesReference(report)) return fail('conflict', 'This report does not wait for a reference; nothing was changed.');
  if (report.isTest !== config().TEST_MODE) return fail('conflict', 'This report was made in another mode than this desk is in now; nothing was changed.');
  const form = referenceFormOf(report.hotline);
  const wrong = (message: string) => fail('invalid', `${message} Nothing was changed.`, [{ field: 'reference', message }]);
  if (!form.pattern.test(reference)) return wrong(`This does not look like the ${form.label}: letters, digits and signs such as - and / on one line.`);
  if (await isTaken(ctx, report, reference)) return wrong('This number is entered with another report already: each has its own.');

  const filedAt = ctx.clock.now();
  await move(ctx, report, 'filed', { hotlineReportId: reference, filedAt, remindAt: null, problem: null, problemFields: Prisma.DbNull, retryAt: null }, {
    action: 'report.filed',
    details: { hotline: hotlineNameOf(report.hotline), receipt: reference },
  });
  await startPreservation(ctx, { caseId: report.caseId, reportId, filedAt });
  await announceFiled(ctx, report);
  await tellReferences(ctx);
  return ok({ receipt: reference });
}
