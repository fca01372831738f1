import { expect, test } from 'vitest';
import { config } from '@/lib/kernel';
import { inactiveFrom, isInactive } from './rules';

const DAY = 24 * 60 * 60_000;
const day = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * DAY);

test('an account is inactive from its last sign-in plus the days that are configured, to the millisecond', () => {
  const days = config().INACTIVE_DAYS;
  const activity = { createdAt: day(0), lastSignInAt: day(10), enabledAt: null };
  expect(inactiveFrom(activity)).toEqual(day(10 + days));
  expect(isInactive(activity, new Date(day(10 + days).getTime() - 1))).toBe(false);
  expect(isInactive(activity, day(10 + days))).toBe(true);
});

test('who never signed in counts from when they were added, and who was let in again from then on', () => {
  const days = config().INACTIVE_DAYS;
  expect(inactiveFrom({ createdAt: day(3), lastSignInAt: null, enabledAt: null })).toEqual(day(3 + days));
  expect(inactiveFrom({ createdAt: day(3), lastSignInAt: day(4), enabledAt: day(90) })).toEqual(day(90 + days));
});
