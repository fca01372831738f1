import { type Result, fail, ok } from '@/lib/kernel';
import { BATCH_MAX } from './schema';

export interface Submission {
  readonly isBatch: boolean;
  readonly items: readonly unknown[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tells one item from a batch: a body with `items` is a batch, of 1 to 500. */
export function readBody(body: unknown): Result<Submission> {
  if (!isObject(body)) return fail('invalid', 'The body has to be one item, or {"items":[…]}.', [{ field: '(body)', message: 'Must be an object' }]);
  if (!('items' in body)) return ok({ isBatch: false, items: [body] });
  const { items } = body;
  if (!Array.isArray(items) || items.length === 0) return fail('invalid', 'A batch has to hold items.', [{ field: 'items', message: 'Must be a list of at least one item' }]);
  if (items.length > BATCH_MAX) return fail('too_large', `A batch may hold at most ${BATCH_MAX} items; this one holds ${items.length}.`, [{ field: 'items', message: `At most ${BATCH_MAX}` }]);
  return ok({ isBatch: true, items });
}
