import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, config, ok } from '@/lib/kernel';
import { approvalReason } from './approval/reason';
import { type NotRouted, type Route, routesOfItem } from './routing';
import type { RoutesInput } from './routing/schema';
import { REPORTED_HARMS, planKey } from './schema';

export interface PlannedRoute extends Route {
  /** Why a second person has to agree first, in words; null when nobody has to. */
  readonly approval: string | null;
}

/** Where a report would go, and through whose hands, if the decision were made so now. */
export interface ReportPlan {
  readonly isTest: boolean;
  readonly routes: readonly PlannedRoute[];
  readonly leftOut: readonly NotRouted[];
}

/** The plan for one decision on an item, with other items of its case: what `createReports` would do. */
export async function planOf(ctx: Ctx<PersonActor>, input: RoutesInput): Promise<Result<ReportPlan>> {
  const routing = await routesOfItem(ctx, input);
  if (!routing.ok) return routing;
  const { itemId, also, outcome, isDangerNow } = input;
  const items = await ctx.tx.item.findMany({
    where: { id: { in: [itemId, ...also] }, case: { items: { some: { id: itemId } } } },
    select: { media: { select: { mediaId: true } }, signals: { select: { kind: true, exact: true, list: true, mediaId: true } } },
  });
  const facts = { items: items.map(({ media, signals }) => ({ decision: { outcome, dangerNow: isDangerNow ? ['yes'] : [] }, files: media, signals })) };
  const routes: PlannedRoute[] = [];
  for (const route of routing.value.routes) routes.push({ ...route, approval: await approvalReason(ctx.tx, { hotline: route.hotline, facts }) });
  return ok({ isTest: config().TEST_MODE, routes, leftOut: routing.value.leftOut });
}

/** The plans of an item for every decision that is reported, by `planKey`: shown the moment that one is chosen. */
export async function plansOf(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<Readonly<Record<string, ReportPlan>>>> {
  const plans: Record<string, ReportPlan> = {};
  for (const outcome of REPORTED_HARMS) {
    for (const isDangerNow of [false, true]) {
      const plan = await planOf(ctx, { itemId, also: [], outcome, isDangerNow });
      if (!plan.ok) return plan;
      plans[planKey(outcome, isDangerNow)] = plan.value;
    }
  }
  return ok(plans);
}
