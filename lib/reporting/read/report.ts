import { unwalled } from '@/lib/access';
import { can } from '@/lib/access/schema';
import { historyOf } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { isShredded, openText, unwrapKey } from '@/lib/evidence';
import { DESTROYED_TEXT } from '@/lib/evidence/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { REFERENCE_RULES } from '@/lib/retention/schema';
import { verdictBinding } from '../approval/judge';
import { recordReport } from '../move';
import { openReport } from '../seal-report';
import { type CallRow, callsOf } from './calls';
import { type ReportRow, WITH_NAMES, toRow } from './row';

/** Everything that is on record of one report, but for what it says. Times are ISO 8601 in UTC. */
export interface ReportView {
  readonly row: ReportRow;
  readonly now: string;
  /** Whether all that it covers was decided by whoever reads this. */
  readonly isDecidedByReader: boolean;
  /** What it covers, in its order. */
  readonly items: readonly { readonly itemId: string; readonly externalId: string; readonly outcome: string; readonly decidedAt: string; readonly decidedBy: string }[];
  readonly files: readonly ReportFileView[];
  readonly history: Awaited<ReturnType<typeof historyOf>>;
  readonly verdicts: readonly { readonly id: string; readonly by: string; readonly at: string; readonly isApproved: boolean; readonly reason: string | null }[];
  /** Parts that were left out of their elements because the hotline refused them. */
  readonly omitted: readonly string[];
  /** The one that it adds to, those that add to it, and those of the same decisions to other hotlines. */
  readonly linked: readonly { readonly row: ReportRow; readonly how: 'adds_to' | 'added_by' | 'beside' }[];
  readonly notices: readonly { readonly id: string; readonly platform: string; readonly state: 'waiting' | 'delivered' | 'stuck'; readonly attempts: number; readonly nextAt: string; readonly deliveredAt: string | null; readonly problem: string | null }[];
  readonly preservedUntil: string | null;
  /** For those who may read them; null for everybody else. */
  readonly calls: readonly CallRow[] | null;
}

export interface ReportFileView {
  readonly id: string;
  /** What it is called at the hotline; null where its report opens no more. */
  readonly name: string | null;
  readonly kind: 'media' | 'conversation';
  readonly isViewed: boolean;
  readonly sent: 'described' | 'sent' | 'taken' | 'not_yet';
}

const WITH_ALL = {
  ...WITH_NAMES,
  item: { select: { id: true, wrappedKey: true, kekId: true } },
  items: { orderBy: { position: 'asc' }, include: { item: { select: { externalId: true } }, decision: { select: { outcome: true, decidedAt: true, dangerNow: true, personId: true, person: { select: { pseudonym: true } } } } } },
  files: { orderBy: { position: 'asc' }, include: { grants: { where: { openedAt: { not: null } }, select: { id: true } } } },
  verdicts: { orderBy: { id: 'asc' }, include: { person: { select: { pseudonym: true } } } },
  notices: { orderBy: { id: 'asc' } },
  clocks: { where: { rule: { notIn: [...REFERENCE_RULES] } }, select: { endsAt: true }, orderBy: { endsAt: 'desc' }, take: 1 },
} as const satisfies Prisma.ReportInclude;
type Whole = Prisma.ReportGetPayload<{ include: typeof WITH_ALL }>;

/** Names from the sealed report. One whose key was destroyed, or that was changed, still has everything else. */
function namesOf({ item, id, sealedBody }: Whole): readonly string[] {
  try {
    return openReport(item, id, sealedBody).files.map(({ name }) => name);
  } catch {
    return [];
  }
}

function filesOf(report: Whole): ReportFileView[] {
  const names = namesOf(report);
  return report.files.map(({ id, kind, fileViewedByEsp, describedAt, hotlineFileId, grants }, index) => ({
    id,
    name: names[index] ?? null,
    kind,
    isViewed: fileViewedByEsp,
    sent: describedAt ? 'described' : hotlineFileId ? 'sent' : grants.length > 0 ? 'taken' : 'not_yet',
  }));
}

async function linkedTo({ tx, clock, actor }: Ctx<PersonActor>, { id, supplementOfId, items, hotline }: Whole): Promise<ReportView['linked']> {
  const beside = { supplementOfId: null, hotline: { not: hotline }, items: { some: { decisionId: { in: items.map(({ decisionId }) => decisionId) } } } };
  const found = await tx.report.findMany({
    where: { id: { not: id }, case: unwalled(actor), OR: [...(supplementOfId ? [{ id: supplementOfId }] : []), { supplementOfId: id }, beside] },
    orderBy: { id: 'asc' },
    include: WITH_NAMES,
  });
  return found.map((report) => ({ row: toRow(report, clock.now()), how: report.id === supplementOfId ? 'adds_to' : report.supplementOfId === id ? 'added_by' : 'beside' }));
}

/** Opens one report: where it stands, what it covers, what happened to it and who has to act. Reading it is an entry. */
export async function readReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<ReportView>> {
  const report = await ctx.tx.report.findFirst({ where: { id: reportId, case: unwalled(ctx.actor) }, include: WITH_ALL });
  if (!report) return fail('not_found', 'There is no such report.');
  await recordReport(ctx, report, { action: 'report.read', details: {} });
  const history = await historyOf(ctx, { caseId: report.caseId, targetId: report.id });
  const { item } = report;
  return ok({
    row: toRow(report, ctx.clock.now()),
    now: ctx.clock.now().toISOString(),
    isDecidedByReader: report.items.every(({ decision }) => decision.personId === ctx.actor.id),
    items: report.items.map((each) => ({
      itemId: each.itemId,
      externalId: each.item.externalId,
      outcome: each.decision.outcome,
      decidedAt: each.decision.decidedAt.toISOString(),
      decidedBy: each.decision.person.pseudonym,
    })),
    files: filesOf(report),
    history,
    verdicts: report.verdicts.map(({ id, person, at, isApproved, sealedReason }) => ({
      id,
      by: person.pseudonym,
      at: at.toISOString(),
      isApproved,
      reason: sealedReason && (isShredded(item) ? DESTROYED_TEXT : openText(unwrapKey(item), verdictBinding(id), sealedReason)),
    })),
    omitted: report.omitted,
    linked: await linkedTo(ctx, report),
    notices: report.notices.map(({ id, platform, state, attempts, nextAt, deliveredAt, problem }) => ({
      id, platform, state, attempts, problem, nextAt: nextAt.toISOString(), deliveredAt: deliveredAt?.toISOString() ?? null,
    })),
    preservedUntil: report.clocks[0]?.endsAt.toISOString() ?? null,
    calls: can(ctx.actor.role, 'report.calls') ? await callsOf(ctx, reportId) : null,
  });
}
