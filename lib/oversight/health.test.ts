import { expect, test } from 'vitest';
import { isAlive } from './health';

test('a worker counts as alive for 20 s after its last heartbeat, and one never heard of does not', () => {
  const heardAt = new Date('2026-11-23T09:00:00Z');
  const after = (ms: number) => new Date(heardAt.getTime() + ms);
  expect([isAlive(heardAt, after(19_999)), isAlive(heardAt, after(20_000)), isAlive(undefined, heardAt)]).toEqual([true, false, false]);
});
