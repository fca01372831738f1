import { expect, test } from 'vitest';
import { preservationEnd } from './rules';

test('a filed report is kept for a year from its filing, never a day less', () => {
  expect(preservationEnd(new Date('2026-11-23T09:00:00Z')).toISOString()).toBe('2027-11-23T09:00:00.000Z');
  expect(preservationEnd(new Date('2028-02-29T12:00:00Z')).toISOString()).toBe('2029-03-01T12:00:00.000Z');
});
