import { expect, test } from 'vitest';
import { settleInput } from './schema';

const id = (last: number) => `0198f000-0000-7000-8000-00000000000${last}`;
const decision = { itemId: id(1), outcome: 'enticement', incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] };

test('another item that is named twice, or is the item itself, is refused by name', () => {
  const parsed = settleInput.safeParse({ decision, isReported: true, alsoItemIds: [id(2), id(2), id(1)], note: '' });
  expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual(['alsoItemIds/1', 'alsoItemIds/2']);
  expect(settleInput.safeParse({ decision, isReported: true, alsoItemIds: [id(2), id(3)], note: '' }).success).toBe(true);
});
