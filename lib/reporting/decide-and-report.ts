import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { decideAlike } from '@/lib/review';
import type { DecideInput } from '@/lib/review/schema';
import { type CreatedReport, createReports } from './create';

export interface Reported {
  /** That of the item itself first, then those of the others. */
  readonly decisionIds: readonly string[];
  /** One for each route. */
  readonly reports: readonly CreatedReport[];
}

/**
 * One click: the decision, alike on other items of the case where they were chosen, and the reports of all of it in one
 * transaction, so that no reportable decision is left without one.
 */
export async function decideAndReport(ctx: Ctx<PersonActor>, input: DecideInput, also: readonly string[] = []): Promise<Result<Reported>> {
  const decided = await decideAlike(ctx, input, also);
  if (!decided.ok) return decided;
  const created = await createReports(ctx, decided.value);
  return created.ok ? ok({ ...decided.value, reports: created.value }) : created;
}
