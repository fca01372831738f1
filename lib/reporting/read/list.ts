import { unwalled, unwalledSql } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, Prisma } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { lateFromSql } from '../reconcile/late-sql';
import { FUNNEL, FUNNEL_STEPS, type FunnelStep, type ReportFilter, type ReportState, funnelStepOf } from '../schema';
import { type DeskState, deskState } from './desk-state';
import { type ReportRow, WITH_NAMES, toRow } from './row';

export interface ReportsPage extends DeskState {
  readonly funnel: Readonly<Record<FunnelStep, number>>;
  /** Hotlines that any report goes to, by id and name. */
  readonly hotlines: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly ReportRow[];
  /** Pass as `before` for the next page; null at the end. */
  readonly next: string | null;
}

const PAGE_SIZE = 50;

/** Steps in which somebody, or the desk, still has to act: what most needs a look first. */
const OPEN: readonly FunnelStep[] = ['stuck', 'to_approve', 'to_hand_in', 'waiting', 'on_its_way'];
const statesOf = (steps: readonly FunnelStep[]): ReportState[] => steps.flatMap((step) => [...FUNNEL[step].states]);

/** Ids of what is not over, in the order of the page: by step, in it what is late first, then by how long it is known. */
async function openIds(ctx: Ctx<PersonActor>, { step, late, hotline }: ReportFilter): Promise<string[]> {
  const steps = OPEN.filter((each) => step === undefined || each === step);
  if (steps.length === 0) return [];
  const rank = Prisma.join(steps.map((each, index) => Prisma.sql`WHEN r."state"::text = ANY(${statesOf([each]) as string[]}) THEN ${index}::int`), ' ');
  const now = ctx.clock.now();
  const rows = await ctx.tx.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text AS id FROM "Report" r
     WHERE r."state"::text = ANY(${statesOf(steps) as string[]}) AND ${unwalledSql(ctx.actor, Prisma.sql`r."caseId"`)}
       AND (${hotline ?? null}::text IS NULL OR r."hotline" = ${hotline ?? null}) AND (NOT ${late !== undefined}::boolean OR ${lateFromSql} <= ${now})
     ORDER BY (CASE ${rank} END), (${lateFromSql} <= ${now}) DESC, r."knownAt", r."id"`;
  return rows.map(({ id }) => id);
}

/** Ids of what is over, the newest first. Ids are ordered by time, so they are a cursor that never skips or repeats a row. */
async function closedIds(ctx: Ctx<PersonActor>, { step, late, hotline, notice }: ReportFilter, before: string | undefined, take: number): Promise<string[]> {
  const steps = (['filed', 'withdrawn'] as const).filter((each) => step === undefined || each === step);
  if (late !== undefined || steps.length === 0 || take <= 0) return [];
  const reports = await ctx.tx.report.findMany({
    where: {
      case: unwalled(ctx.actor),
      state: { in: [...statesOf(steps)] },
      ...(before !== undefined && { id: { lt: before } }),
      ...(hotline !== undefined && { hotline }),
      ...(notice !== undefined && { notices: { some: { state: notice } } }),
    },
    orderBy: { id: 'desc' },
    take,
    select: { id: true },
  });
  return reports.map(({ id }) => id);
}

async function pageOf(ctx: Ctx<PersonActor>, filter: ReportFilter): Promise<string[]> {
  const { before, notice } = filter;
  const open = notice === undefined ? await openIds(ctx, filter) : [];
  const at = before === undefined ? -1 : open.indexOf(before);
  const isAmongClosed = before !== undefined && at < 0;
  const first = isAmongClosed ? [] : open.slice(at + 1, at + 2 + PAGE_SIZE);
  return [...first, ...(await closedIds(ctx, filter, isAmongClosed ? before : undefined, PAGE_SIZE + 1 - first.length))];
}

/** The reports of the cases that are there for the person, what needs a look first, with how many stand where and what the last check found. */
export async function listReports(ctx: Ctx<PersonActor>, filter: ReportFilter): Promise<Result<ReportsPage>> {
  const counts = await ctx.tx.report.groupBy({ by: ['state', 'hotline'], where: { case: unwalled(ctx.actor) }, _count: true });
  const ids = await pageOf(ctx, filter);
  const reports = await ctx.tx.report.findMany({ where: { id: { in: ids.slice(0, PAGE_SIZE) } }, include: WITH_NAMES });
  await record(ctx, { action: 'reports.read', details: {} });
  const funnel = Object.fromEntries(FUNNEL_STEPS.map((name) => [name, 0])) as Record<FunnelStep, number>;
  for (const { state, hotline, _count } of counts) if (filter.hotline === undefined || filter.hotline === hotline) funnel[funnelStepOf(state)] += _count;
  const rows = reports.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).map((report) => toRow(report, ctx.clock.now()));
  const hotlines = [...new Set(counts.map(({ hotline }) => hotline))].sort().map((id) => ({ id, name: hotlineNameOf(id) }));
  return ok({ funnel, hotlines, rows, next: ids.length > PAGE_SIZE ? (ids[PAGE_SIZE - 1] ?? null) : null, ...(await deskState(ctx)) });
}
