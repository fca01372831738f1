import type { BatchResult } from './schema';
import type { Outcome } from './store-items';

const TAKEN_IN = 201;
const KNOWN = 200;

/** The HTTP status of an item that was taken in, now or before. */
export function statusOf({ isNew }: { isNew: boolean }): number {
  return isNew ? TAKEN_IN : KNOWN;
}

/** One result for each item of a batch, with its index and what it would have been answered alone. */
export function batchResults(outcomes: readonly Outcome[]): BatchResult[] {
  return outcomes.map((outcome, index) => {
    if ('receipt' in outcome) return { index, status: statusOf(outcome), ...outcome.receipt };
    const { code, safeMessage, status, fields } = outcome.problem;
    return { index, status, problem: { code, detail: safeMessage, errors: [...fields] } };
  });
}
