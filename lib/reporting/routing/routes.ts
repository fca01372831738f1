import { unwalled } from '@/lib/access';
import type { Ctx, Prisma, Tx } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { isReportable } from '../schema';
import { type Route, type RouteFacts, type Routing, choose } from './choose';
import { routing } from './load-rules';
import type { Rule } from './rules';
import type { RoutesInput } from './schema';
import { sentOf } from './sent';

const FOR_ROUTES = {
  _count: { select: { messages: { where: { sealedText: { not: null } } }, media: true } },
} as const satisfies Prisma.ItemInclude;

type Verdict = Pick<RouteFacts, 'outcomes' | 'isDangerNow'>;

/** Whether a rule depends on what only the sealed submissions say; by the rules that come with the desk none does. */
function asksWhatWasSent(rules: readonly Rule[]): boolean {
  return rules.some(({ when, to }) => when?.users !== undefined || to.some((id) => findHotline(id)?.takes.urlsOnly));
}

/** Where reports on these items go, or null when there is no such item. */
async function routesOfItems(tx: Tx, where: Prisma.ItemWhereInput, verdict: Verdict): Promise<Routing | null> {
  const items = await tx.item.findMany({ where, include: FOR_ROUTES });
  if (items.length === 0) return null;
  const rules = routing();
  const sent = asksWhatWasSent(rules) ? items.map(sentOf) : [];
  const { PROVIDER_COUNTRY: provider, TEST_MODE: isTest } = config();
  const earlier = await tx.report.findMany({
    // What a drill went to got nothing.
    where: { isTest, state: { not: 'withdrawn' }, items: { some: { itemId: { in: items.map(({ id }) => id) } } } },
    distinct: ['hotline'],
    select: { hotline: true },
  });
  return choose(rules, {
    ...verdict,
    provider,
    isTest,
    users: [...new Set(sent.flatMap(({ users }) => users))],
    has: {
      text: items.some(({ _count }) => _count.messages > 0),
      files: items.some(({ _count }) => _count.media > 0),
      addresses: sent.some(({ hasAddress }) => hasAddress),
    },
    reportedTo: earlier.map(({ hotline }) => hotline),
  });
}

interface Decided {
  readonly itemId: string;
  readonly outcome: string;
  readonly dangerNow: readonly string[];
}

/** Where one report of these decisions goes: the same answer as the review page showed before the click. */
export async function routesFor(tx: Tx, decisions: readonly Decided[]): Promise<readonly Route[]> {
  const verdict = { outcomes: decisions.map(({ outcome }) => outcome), isDangerNow: decisions.some(({ dangerNow }) => dangerNow.length > 0) };
  const found = await routesOfItems(tx, { id: { in: decisions.map(({ itemId }) => itemId) } }, verdict);
  return found?.routes ?? [];
}

/**
 * What a report on this item would go to if it were decided so, and why, before anything is decided. With `also` for other
 * items of the same case. Nothing for outcomes that are not reported.
 */
export async function routesOfItem({ tx, actor }: Ctx<PersonActor>, { itemId, also, outcome, isDangerNow }: RoutesInput): Promise<Result<Routing>> {
  if (!isReportable(outcome)) return ok({ routes: [], leftOut: [] });
  const item = await tx.item.findFirst({ where: { id: itemId, case: unwalled(actor) }, select: { caseId: true } });
  if (!item) return fail('not_found', 'There is no such item.');
  // Items of other cases are none of this one's report.
  const found = await routesOfItems(tx, { id: { in: [itemId, ...also] }, caseId: item.caseId }, { outcomes: [outcome], isDangerNow });
  return ok(found ?? { routes: [], leftOut: [] });
}
