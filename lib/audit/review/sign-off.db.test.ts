import { beforeAll, expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, type Role, manualClock, systemClock } from '@/lib/kernel';
import { sequence } from '../log/run';
import { fileSigner } from '../log/signer';
import { addPast } from '../testing';
import { readReview } from './read-review';
import { signOffWeek } from './sign-off';
import { overdueWeeks } from './weeks';

const database = testDatabase();
/** Five weeks that are over, and the one that runs, before any entry of the real clock. */
const WEEKS = ['2025-10-06', '2025-10-13', '2025-10-20', '2025-10-27', '2025-11-03'];
const clock = manualClock(new Date('2025-11-11T12:00:00Z'));
let [sue, sam, mo]: PersonActor[] = [];

const joined = async (role: Role) => {
  const actor = await addPerson(database.client, role);
  await database.client.person.update({ where: { id: actor.id }, data: { lastSignInAt: systemClock.now() } });
  return actor;
};
const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
const sign = (actor: PersonActor, week = '', note?: string) => as(actor, (ctx) => signOffWeek(ctx, { week, note }));
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);
const overdue = () => transact(database.client, async (tx) => ({ ok: true as const, value: await overdueWeeks({ tx, clock }) })).then((result) => (result.ok ? result.value : []));
const day = (week = '', offset = 2) => new Date(Date.parse(week) + offset * 86_400_000 + 36e6).toISOString();

beforeAll(async () => {
  [sue, sam, mo] = [await joined('supervisor'), await joined('supervisor'), await joined('moderator')];
  for (const week of WEEKS) {
    await addPast(database.owner, { at: day(week), by: mo, action: 'item.taken', details: {} });
    await addPast(database.owner, { at: day(week), by: sue, action: 'session.signed_in', details: { method: 'totp' } });
    await addPast(database.owner, { at: day(week), by: sue, action: 'audit.read', details: { filters: {} } });
  }
});

test('a week is signed off once the log holds all of it under a checkpoint, on record with its figures', async () => {
  expect(codeOf(await sign(sue!, WEEKS[0]))).toBe('conflict');
  await sequence(database.client, fileSigner());
  expect(codeOf(await sign(sue!, WEEKS[0], 'Looked at every reveal.'))).toBe('ok');
  const [last] = await database.client.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 });
  expect(last).toMatchObject({ action: 'audit.signed_off', actorId: sue!.id, reason: 'Looked at every reveal.', details: { week: WEEKS[0], entries: 3, ownActs: 0, logSize: 15 } });
  const review = await as(sam!, (ctx) => readReview(ctx, { week: WEEKS[0] }));
  expect(review).toMatchObject({ value: { shown: { week: WEEKS[0], entries: 3, isOver: true, isOverdue: false, counts: { review: 1, signing_in: 1, trail: 1 }, signedOff: { by: sue!.name, note: 'Looked at every reveal.' } } } });
});

test('of two at once one signs', async () => {
  const results = await Promise.all([sign(sue!, WEEKS[1]), sign(sam!, WEEKS[1]), sign(sue!, WEEKS[1])]);
  expect(results.map(codeOf).sort()).toEqual(['conflict', 'conflict', 'ok']);
  expect(await database.client.auditEvent.count({ where: { action: 'audit.signed_off', details: { path: ['week'], equals: WEEKS[1] } } })).toBe(1);
});

test('the running week, a week before the trail and one’s own week under break-glass are not signed off', async () => {
  expect(codeOf(await sign(sue!, '2025-11-10'))).toBe('conflict');
  expect(codeOf(await sign(sue!, '2025-09-29'))).toBe('not_found');
  expect(codeOf(await sign({ ...sue!, breakGlassId: sue!.id }, WEEKS[2]))).toBe('forbidden');
});

test('who acted in a week leaves it to a colleague who did not; where there is none they sign, and the signature says so', async () => {
  await addPast(database.owner, { at: day(WEEKS[2]), by: sue!, action: 'case.walled', details: {} });
  await sequence(database.client, fileSigner());
  const refused = await sign(sue!, WEEKS[2]);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'forbidden', safeMessage: expect.stringContaining(`1 act of yours. ${sam!.name}`) as string } });
  await addPast(database.owner, { at: day(WEEKS[2]), by: sam!, action: 'case.closed', details: {} });
  await sequence(database.client, fileSigner());
  expect(codeOf(await sign(sue!, WEEKS[2]))).toBe('ok');
  expect(await database.client.auditSignOff.findFirst({ where: { week: new Date(WEEKS[2]!) } })).toMatchObject({ personId: sue!.id, entries: 5, ownActs: 1 });
});

test('the last four weeks are asked for from Tuesday noon on, until each is signed off', async () => {
  expect(await overdue()).toEqual([WEEKS[3], WEEKS[4]]);
  clock.advance(-1);
  expect(await overdue()).toEqual([WEEKS[3]]);
  clock.advance(1);
  const usual = await as(sam!, (ctx) => readReview(ctx, {}));
  expect(usual).toMatchObject({ value: { shown: { week: WEEKS[3], isOverdue: true } } });
  expect(codeOf(await sign(sam!, WEEKS[3]))).toBe('ok');
  expect(await overdue()).toEqual([WEEKS[4]]);
  // Five weeks on, it is one of those that nobody is asked for any more.
  clock.advance(4 * 7 * 86_400_000);
  expect(await overdue()).toEqual(['2025-11-10', '2025-11-17', '2025-11-24', '2025-12-01']);
});

test('a signature is not changed or taken back, by whomever', async () => {
  await expect(database.owner.query('DELETE FROM "AuditSignOff"')).rejects.toThrow(/never changed/);
  await expect(database.owner.query(`UPDATE "AuditSignOff" SET "note" = 'other'`)).rejects.toThrow(/never changed/);
});

test('a week that has no end in the calendar is not over', async () => {
  expect(codeOf(await sign(sue!, '9999-12-27'))).toBe('conflict');
});
