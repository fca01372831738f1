import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type Result, config } from '@/lib/kernel';
import { PASSWORD, addMember, arrival, softwarePasskey, valueOf } from '../testing';
import { askForPasskey, beginEnrolPasskey, enrolPasskey, signInByPasskey, signInByPassword } from './index';

testDatabase();
const answerOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const alerts = () => db().alert.findMany({ where: { kind: 'locked_out' } });

/** A try from an address of its own, so that it is the account that is counted. */
const tryOnce = (email: string, password = 'not the password') => signInByPassword(arrival(), { email, password });

async function inTurn<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await work(index));
  return results;
}

beforeEach(async () => {
  await db().rateLimit.deleteMany();
});

test('five failures lock an account out, the right password with it, and an account that does not exist just the same', async () => {
  const person = await addMember('moderator');
  const before = (await alerts()).length;
  const known = [...(await inTurn(5, () => tryOnce(person.email))), await tryOnce(person.email, PASSWORD), await tryOnce(person.email)];
  const unknown = [...(await inTurn(5, () => tryOnce('nobody@example.com'))), await tryOnce('nobody@example.com', PASSWORD), await tryOnce('nobody@example.com')];
  expect(known.map(answerOf)).toEqual([...Array<string>(5).fill('unauthenticated'), 'too_many', 'too_many']);
  // Alike in every word; only the seconds that are left differ by those that the test took.
  const shape = (results: Result<unknown>[]) => results.map((result) => !result.ok && [result.problem.status, result.problem.safeMessage.replace(/\d+/, 'some'), result.problem.fields]);
  expect(shape(unknown)).toEqual(shape(known));
  const raised = (await alerts()).slice(before).map(({ details }) => details);
  expect(raised).toEqual([{ what: 'account', personId: person.id }, { what: 'account', address: expect.stringMatching(/^198\.51\./) as unknown }]);
  expect(JSON.stringify(raised)).not.toContain('@');
});

test('of forty guesses at the same moment no more than five are looked at', async () => {
  const person = await addMember('moderator');
  const results = await Promise.all(Array.from({ length: 40 }, (_, index) => tryOnce(person.email, index === 39 ? PASSWORD : `guess ${index}`)));
  const looked = results.filter((result) => answerOf(result) !== 'too_many');
  expect(looked.length).toBeLessThanOrEqual(5);
  expect(await db().auditEvent.count({ where: { action: 'session.locked_out', targets: { array_contains: [{ type: 'person', id: person.id }] } } })).toBe(1);
});

test('who is locked out still comes in by passkey', async () => {
  const person = await addMember('moderator');
  const at = arrival();
  const { token } = valueOf(await signInByPassword(at, { email: person.email, password: PASSWORD }));
  const passkey = softwarePasskey(new URL(config().NEXTAUTH_URL).origin);
  const options = valueOf(await beginEnrolPasskey({ ...at, token }));
  valueOf(await enrolPasskey({ ...at, token }, { response: passkey.create(options), name: 'Key' }));
  await inTurn(6, () => tryOnce(person.email));
  const later = arrival();
  const asked = valueOf(await askForPasskey(later));
  expect(answerOf(await signInByPasskey({ ...later, token: asked.token ?? undefined }, passkey.get(asked.options)))).toBe('done');
  expect(answerOf(await tryOnce(person.email, PASSWORD))).toBe('too_many');
});

test('a success gives an account its tries back', async () => {
  const person = await addMember('moderator');
  for (const round of [1, 2, 3]) {
    await inTurn(4, () => tryOnce(person.email));
    expect([round, answerOf(await tryOnce(person.email, PASSWORD))]).toEqual([round, 'done']);
  }
});

test('five failures lock an address out, whoever they were for, and no account with it', async () => {
  const person = await addMember('moderator');
  const address = '203.0.113.7';
  const from = (email: string, password: string) => signInByPassword(arrival({ address }), { email, password });
  const before = (await alerts()).length;
  const failures = await inTurn(5, (index) => from(`somebody${index}@example.com`, 'not the password'));
  expect(failures.map(answerOf)).toEqual(Array(5).fill('unauthenticated'));
  for (const time of [1, 2, 3, 4, 5, 6]) expect([time, answerOf(await from(person.email, PASSWORD))]).toEqual([time, 'too_many']);
  expect((await alerts()).slice(before).map(({ details }) => details)).toEqual([{ what: 'address', address }]);
  expect(answerOf(await tryOnce(person.email, PASSWORD))).toBe('done');
});
