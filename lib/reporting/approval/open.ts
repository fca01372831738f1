import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { isShredded, openText, unwrapKey } from '@/lib/evidence';
import { hotlineNameOf } from '@/lib/hotlines';
import { CHANNELS } from '@/lib/hotlines/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { recordReport } from '../move';
import type { ReportState } from '../schema';
import { openReport } from '../seal-report';
import { verdictBinding, whyNotSecond } from './judge';
import { mayAskAgain } from './send-again';
import { type Sheet, sheetOf } from './sheet';

/** One report before a second person. Times are ISO 8601 in UTC. */
export interface ApprovalSheet extends Sheet {
  readonly id: string;
  readonly state: ReportState;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly itemId: string;
  readonly hotlineName: string;
  readonly channel: string;
  readonly isTest: boolean;
  readonly why: string;
  readonly routeReason: string;
  readonly createdBy: string;
  readonly isMine: boolean;
  /** Whether it adds to a filed report. */
  readonly isAddition: boolean;
  readonly mayAskAgain: boolean;
  readonly createdAt: string;
  readonly knownAt: string;
  readonly dueAt: string;
  /** Why the reader is not who can agree, or null. */
  readonly off: string | null;
  /** What was said of it before, oldest first. */
  readonly verdicts: readonly { readonly by: string; readonly at: string; readonly isApproved: boolean; readonly reason: string | null }[];
}

/** Opens a report for whoever is to agree to it, or asked for it: what would be sent as facts. Reading it is an entry. */
export async function openApproval(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<ApprovalSheet>> {
  const report = await ctx.tx.report.findFirst({
    where: { id: reportId, approvalReason: { not: null }, case: unwalled(ctx.actor) },
    include: {
      case: { select: { number: true } },
      item: { select: { id: true, wrappedKey: true, kekId: true } },
      createdBy: { select: { pseudonym: true } },
      items: { select: { decision: { select: { personId: true } } } },
      verdicts: { orderBy: { id: 'asc' }, include: { person: { select: { pseudonym: true } } } },
    },
  });
  if (!report) return fail('not_found', 'There is no such report to agree to.');
  if (isShredded(report.item) || report.sealedBody.length === 0) return fail('conflict', 'What this report said is destroyed, and it cannot be opened.');
  const { facts, files } = openReport(report.item, reportId, report.sealedBody);
  if (!facts) return fail('not_found', 'There is no such report to agree to.');
  const key = unwrapKey(report.item);
  await recordReport(ctx, report, { action: 'report.read', details: {} });
  return ok({
    id: report.id,
    state: report.state,
    caseId: report.caseId,
    caseNumber: report.case.number,
    itemId: report.itemId,
    hotlineName: hotlineNameOf(report.hotline),
    channel: CHANNELS[report.channel],
    isTest: report.isTest,
    why: report.approvalReason ?? '',
    routeReason: report.routeReason,
    createdBy: report.createdBy.pseudonym,
    isMine: report.createdById === ctx.actor.id,
    isAddition: report.supplementOfId !== null,
    mayAskAgain: mayAskAgain(ctx.actor, report),
    createdAt: report.createdAt.toISOString(),
    knownAt: report.knownAt.toISOString(),
    dueAt: report.dueAt.toISOString(),
    off: whyNotSecond(ctx.actor.id, { createdById: report.createdById, deciderIds: report.items.map(({ decision }) => decision.personId) }),
    verdicts: report.verdicts.map(({ id, person, at, isApproved, sealedReason }) => ({
      by: person.pseudonym,
      at: at.toISOString(),
      isApproved,
      reason: sealedReason && openText(key, verdictBinding(id), sealedReason),
    })),
    ...sheetOf(facts, files),
  });
}
