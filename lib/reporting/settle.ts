import { unwalled } from '@/lib/access';
import { addNote } from '@/lib/cases';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { decideAlike } from '@/lib/review';
import { type Reported, decideAndReport } from './decide-and-report';
import { type SettleInput, isReportable } from './schema';

/** What one click made; no reports where nothing was to be reported. */
export type Settled = Reported;

/**
 * The decision, alike on other items that were chosen with it, its reports and its note in one transaction: all of them
 * are kept, or none. A reportable decision is refused without its report, which nothing would make later (18 USC 2258A(a)); only what may not be reported at all,
 * a test signal outside test mode, is saved alone.
 */
export async function settle(ctx: Ctx<PersonActor>, input: SettleInput): Promise<Result<Settled>> {
  const item = await ctx.tx.item.findFirst({ where: { id: input.decision.itemId, case: unwalled(ctx.actor) }, select: { caseId: true, isTest: true } });
  if (!item) return fail('not_found', 'There is no such item.');
  if (!input.isReported && isReportable(input.decision.outcome) && (config().TEST_MODE || !item.isTest)) {
    return fail('unprocessable', 'This outcome is reported to the hotline: choose to report it, or another outcome. Nothing was saved, and nothing of your work is lost.');
  }
  if (input.note !== '') {
    const noted = await addNote(ctx, { caseId: item.caseId, body: input.note });
    if (!noted.ok) return noted;
  }
  const { decision, alsoItemIds: also = [], shown } = input;
  if (input.isReported) return decideAndReport(ctx, decision, { also, shown });
  const decided = await decideAlike(ctx, decision, also);
  return decided.ok ? ok({ ...decided.value, reports: [] }) : decided;
}
