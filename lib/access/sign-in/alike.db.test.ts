import { expect, test } from 'vitest';
import { type Person, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { systemClock } from '@/lib/kernel';
import { PASSWORD, addMember, arrival } from '../testing';
import { signInByPassword } from './index';

// Whoever only guesses here is never locked out.
process.env.SIGN_IN_FAILURES = '100';
process.env.SIGN_IN_FAILURES_PER_ADDRESS = '10000';

testDatabase();
const ROUNDS = 40;
/** Several hundred slow hashes, on a machine that may be busy. */
const TIMEOUT_MS = 240_000;

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const fail = (email: string, password = 'not the password') => signInByPassword(arrival(), { email, password });

test('a wrong password, an account that does not exist, a disabled one and one without a password get one answer in one time', async () => {
  const disabled = async (person: Person) => db().person.update({ where: { id: person.id }, data: { disabledAt: systemClock.now(), disabledFor: 'by_admin' } });
  const [wrong, gone, invited] = [await addMember('moderator'), await disabled(await addMember('moderator')), await addMember('moderator')];
  await db().person.update({ where: { id: invited.id }, data: { passwordHash: null } });
  const tries = {
    wrong: () => fail(wrong.email),
    unknown: () => fail('nobody@example.com'),
    disabled: () => fail(gone.email, PASSWORD),
    passwordless: () => fail(invited.email, PASSWORD),
  };
  const names = Object.keys(tries) as (keyof typeof tries)[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const answers = new Set<string>();
  // In turn, so that what else the machine does falls on all of them alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const start = performance.now();
      const result = await tries[name]();
      times.get(name)?.push(performance.now() - start);
      answers.add(JSON.stringify(result));
    }
  }
  expect([...answers]).toHaveLength(1);
  const medians = names.map((name) => median(times.get(name) ?? []));
  // Without the decoy's hash some are four times as fast.
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(2);
}, TIMEOUT_MS);

test('what strangers get wrong is on record, sixty times an hour an address, and then once that there was more', async () => {
  const before = await db().auditEvent.count({ where: { action: 'session.sign_in_failed' } });
  const address = '203.0.113.9';
  for (let time = 0; time < 63; time += 1) await signInByPassword(arrival({ address }), { email: `x${time}@example.com`, password: 'not the password' });
  expect((await db().auditEvent.count({ where: { action: 'session.sign_in_failed' } })) - before).toBe(60);
  expect(await db().auditEvent.count({ where: { action: 'access.limited' } })).toBe(1);
}, TIMEOUT_MS);
