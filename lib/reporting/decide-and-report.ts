import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { decideAlike } from '@/lib/review';
import type { DecideInput } from '@/lib/review/schema';
import { type CreatedReport, createReports } from './create';

export interface Reported {
  /** That of the item itself first, then those of the others. */
  readonly decisionIds: readonly string[];
  /** One for each route. */
  readonly reports: readonly CreatedReport[];
}

interface Choices {
  /** Other items of the case, decided alike. */
  readonly also?: readonly string[] | undefined;
  /** The hotlines that were shown before the click: nothing goes elsewhere than people were told. */
  readonly shown?: readonly string[] | undefined;
}

/**
 * One click: the decision, alike on other items of the case where they were chosen, and the reports of all of it in one
 * transaction, so that no reportable decision is left without one.
 */
export async function decideAndReport(ctx: Ctx<PersonActor>, input: DecideInput, { also = [], shown }: Choices = {}): Promise<Result<Reported>> {
  const decided = await decideAlike(ctx, input, also);
  if (!decided.ok) return decided;
  const created = await createReports(ctx, decided.value);
  if (!created.ok) return created;
  if (shown && created.value.map(({ hotline }) => hotline).join() !== shown.join()) {
    return fail('conflict', 'Where this report goes has changed since you were shown it. Nothing was sent or saved; look at it again, then go on.');
  }
  return ok({ ...decided.value, reports: created.value });
}
