import { expect, test } from 'vitest';
import type { ReportState } from '@/lib/reporting/schema';
import { takeBackOf } from './take-back-of';

const row = (state: ReportState, supplementOfId: string | null = null, id = 'r-1') => ({ id, state, supplementOfId, createdById: 'mo' });
const mo = { id: 'mo', isDecider: true };

test('a report goes back with its decision while nothing of the decision has left, and alone once something has', () => {
  for (const state of ['draft', 'awaiting_approval', 'waiting'] as const) expect(takeBackOf(row(state), [row(state), row('waiting', null, 'r-2')], mo)).toBe('click');
  const left = [row('filed', null, 'r-2')];
  expect([takeBackOf(row('draft'), left, mo), takeBackOf(row('waiting'), left, mo)]).toEqual(['alone', null]);
  // What was withdrawn, or only adds to one, keeps no decision.
  expect(takeBackOf(row('draft'), [row('withdrawn', null, 'r-2'), row('opening', 'r-0', 'r-3')], mo)).toBe('click');
});

test('nobody takes back what is another’s or has left; an addition goes by itself, and so does a report on another’s decision', () => {
  expect(takeBackOf(row('waiting'), [], { ...mo, id: 'ben' })).toBeNull();
  expect(takeBackOf(row('opening'), [], mo)).toBeNull();
  expect(takeBackOf(row('draft', 'r-0'), [row('filed', null, 'r-0')], mo)).toBe('addition');
  expect(takeBackOf(row('waiting'), [], { ...mo, isDecider: false })).toBe('anothers');
});
