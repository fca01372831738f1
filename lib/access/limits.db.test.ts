import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { LIMITS, consume, forgive, isSpent } from './limits';

testDatabase();
const ten = { points: 10, perSeconds: 3_600 };

test('of 64 at once exactly as many get through as there are points, and one of the others is the first over', async () => {
  const used = await Promise.all(Array.from({ length: 64 }, () => consume('parallel', 'somebody', ten)));
  expect(used.filter(({ isOver }) => !isOver)).toHaveLength(10);
  expect(used.filter(({ isFirstOver }) => isFirstOver)).toHaveLength(1);
  for (const { retryAfterS } of used) expect(retryAfterS).toBeGreaterThan(3_500);
});

test('limits of different names and keys do not touch each other', async () => {
  const points = { points: 1, perSeconds: 3_600 };
  const used = [await consume('a', 'x', points), await consume('a', 'y', points), await consume('b', 'x', points), await consume('a', 'x', points)];
  expect(used.map(({ isOver }) => isOver)).toEqual([false, false, false, true]);
});

test.each([
  ['two addresses of one IPv6 network are one', '2001:db8:1:2::1', '2001:0DB8:1:2:ffff::9', true],
  ['two networks are two', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['short forms are read as what they stand for', '2001:db8::5:6:7:8:9', '2001:db8:0:5::1', true],
  ['a zone says nothing', 'fe80::1%eth0', 'fe80::2', true],
  ['IPv4 addresses stand for themselves', '203.0.113.7', '203.0.113.8', false],
])('%s', async (name, one, other, isSame) => {
  const points = { points: 1, perSeconds: 3_600 };
  await consume(name, one, points);
  expect((await consume(name, other, points)).isOver).toBe(isSame);
});

test('what is spent stays so until it is forgiven', async () => {
  const { points } = LIMITS.account_failures();
  for (let at = 0; at < points; at += 1) await consume('account_failures', 'a@example.com', LIMITS.account_failures());
  expect((await isSpent('account_failures', 'a@example.com')).isSpent).toBe(true);
  await forgive('account_failures', 'a@example.com');
  expect((await isSpent('account_failures', 'a@example.com')).isSpent).toBe(false);
});
