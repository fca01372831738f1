import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { NOBODY, type PersonActor, ok, randomIds, systemClock } from '@/lib/kernel';
import type { Action, Details } from '../schema';
import { addPast } from '../testing';
import { FROM, RULES, type RuleName } from './rules';
import { type WorthALook, deskHours, worthALook } from './worth-a-look';

const WEEK = '2026-03-23';
const NOON = '2026-03-25T12:00:00Z';
const database = testDatabase();
let [sue, mo, max]: PersonActor[] = [];
let caseId = '';

beforeAll(async () => {
  // In Berlin an hour before UTC; from the Sunday of this week on, two.
  Object.assign(process.env, { DESK_TIME_ZONE: 'Europe/Berlin', DESK_HOURS: '07:00-20:00' });
  [sue, mo, max] = [await addPerson(database.client, 'supervisor'), await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const [itemId] = await addWaitingItems(database.client, 1);
  caseId = (await database.client.item.findUniqueOrThrow({ where: { id: itemId! } })).caseId;
});

interface Made {
  at?: string;
  itemId?: string;
  outcome?: 'done' | 'refused' | 'failed';
  caseId?: string;
}
const add = <A extends Action>(by: PersonActor | typeof NOBODY, action: A, details: Details<A>, { at = NOON, ...rest }: Made = {}) => addPast(database.owner, { at, by, action, details, ...rest });
const looks = async (actor = sue!, week = WEEK): Promise<Record<RuleName, WorthALook>> => {
  const result = await transact(database.client, async (tx) => ok(await worthALook(contextOf(tx, actor), week)));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return Object.fromEntries(result.value.map((look) => [look.name, look])) as Record<RuleName, WorthALook>;
};
const peopleOf = ({ people }: WorthALook) => people.map(({ who, count }) => [who, count]);

test('a quiet week has every rule with its words and nothing counted', async () => {
  const found = await looks();
  expect(Object.keys(found)).toEqual(Object.keys(RULES));
  expect(Object.values(found).map(({ total }) => total)).toEqual(Object.keys(RULES).map(() => 0));
  expect(deskHours()).toEqual({ from: '07:00', to: '20:00', timeZone: 'Europe/Berlin' });
  expect(found.off_hours.words).toBe('Originals revealed before 07:00 or from 20:00 on, Europe/Berlin.');
});

test('reveals are outside of working hours by the desk’s own clock, to the millisecond, also where the clocks change', async () => {
  const inside = ['2026-03-25T06:00:00.000Z', '2026-03-25T18:59:59.999Z', '2026-03-29T05:00:00.000Z', '2026-03-29T17:59:59.999Z'];
  const outside = ['2026-03-25T05:59:59.999Z', '2026-03-25T19:00:00.000Z', '2026-03-29T04:59:59.999Z', '2026-03-29T18:00:00.000Z', '2026-03-23T00:00:00.000Z', '2026-03-29T23:59:59.999Z'];
  const beyond = ['2026-03-22T23:59:59.999Z', '2026-03-30T00:00:00.000Z'];
  for (const at of [...inside, ...outside, ...beyond]) await add(mo!, 'evidence.revealed', {}, { at });
  // What did not open is no reveal.
  await add(mo!, 'evidence.revealed', {}, { at: outside[0]!, outcome: 'failed' });
  const { off_hours: found } = await looks();
  expect(peopleOf(found)).toEqual([[mo!.name, outside.length]]);
  expect(found.people[0]?.filter).toEqual({ action: 'evidence.revealed', outcome: 'done', from: '2026-03-23', to: '2026-03-29', person: mo!.id });
});

test('revealed items without a decision count from the rule’s number on, each once, until the week is over', async () => {
  const week = '2026-04-06';
  const [during, before, after] = ['2026-04-08T12:00:00Z', '2026-04-01T12:00:00Z', '2026-04-13T00:00:00Z'];
  const items = Array.from({ length: FROM.undecidedItems + 1 }, () => randomIds.next());
  for (const itemId of items) for (const by of [mo!, max!]) await add(by, 'evidence.revealed', {}, { at: during, itemId, caseId });
  await add(mo!, 'evidence.revealed', {}, { at: during, itemId: items[0]!, caseId });
  const decide = (itemId: string, at: string) => add(mo!, 'decision.saved', { outcome: 'csam', basis: 'revealed', dangerNow: [] }, { at, itemId, caseId });
  // Decided after the week: at its end nobody had.
  await decide(items[0]!, after);
  expect(peopleOf((await looks(sue, week)).undecided).sort()).toEqual([[mo!.name, FROM.undecidedItems + 1], [max!.name, FROM.undecidedItems + 1]].sort());
  await decide(items[1]!, before);
  expect((await looks(sue, week)).undecided.total).toBe(2 * FROM.undecidedItems);
  await decide(items[2]!, '2026-04-12T23:59:59.999Z');
  expect((await looks(sue, week)).undecided.total).toBe(0);
});

test('a look is unfinished when it was opened more often than ended, by session and item', async () => {
  const week = '2026-04-20';
  const at = '2026-04-22T12:00:00Z';
  const [one, other] = [randomIds.next(), randomIds.next()];
  await add(mo!, 'evidence.peeked', {}, { at, itemId: one, caseId });
  await add(mo!, 'evidence.view_ended', { kind: 'peek', seconds: 2 }, { at, itemId: one, caseId });
  expect((await looks(sue, week)).unfinished.total).toBe(0);
  await add(mo!, 'evidence.revealed', {}, { at, itemId: one, caseId });
  // One too many elsewhere does not make up for it.
  await add(mo!, 'evidence.view_ended', { kind: 'peek', seconds: 2 }, { at, itemId: other, caseId });
  expect(peopleOf((await looks(sue, week)).unfinished)).toEqual([[mo!.name, 1]]);
});

test('refusals count above the rule’s number, and questions for a second factor do not count', async () => {
  const week = '2026-05-04';
  const at = '2026-05-06T12:00:00Z';
  const refuse = (code: string) => add(mo!, 'access.refused', { permission: 'case.read', code }, { at, outcome: 'refused' });
  for (let count = 0; count < FROM.refusals; count += 1) await refuse('forbidden');
  for (let count = 0; count < 3; count += 1) await refuse('step_up');
  await add(NOBODY, 'access.refused', { permission: 'case.read', code: 'unauthenticated' }, { at, outcome: 'refused' });
  expect((await looks(sue, week)).refusals.total).toBe(0);
  await refuse('not_found');
  expect(peopleOf((await looks(sue, week)).refusals)).toEqual([[mo!.name, FROM.refusals + 1]]);
});

test('exports, referrals, failed second factors, lockouts, taken roles and walls are counted one by one', async () => {
  const week = '2026-05-18';
  const at = '2026-05-20T12:00:00Z';
  await add(max!, 'referral.released', { digest: 'x' }, { at, caseId });
  await add(sue!, 'audit.exported', { format: 'csv', rows: 1, redacted: true, filters: {} }, { at });
  await add(NOBODY, 'session.verification_failed', {}, { at, outcome: 'failed' });
  await add(mo!, 'session.verification_failed', {}, { at, outcome: 'failed' });
  await add(NOBODY, 'session.locked_out', { what: 'address' }, { at, outcome: 'refused' });
  await add(max!, 'break_glass.started', { role: 'moderator', minutes: 5 }, { at });
  await add(sue!, 'case.walled', {}, { at, caseId });
  await add(sue!, 'case.wall_lifted', {}, { at, caseId });
  await addPast(database.owner, { at, by: { kind: 'system', name: 'desk' }, action: 'case.walled', details: {}, caseId });
  const found = await looks(sue, week);
  expect(Object.fromEntries(Object.values(found).map(({ name, total }) => [name, total]))).toEqual({
    off_hours: 0, undecided: 0, unfinished: 0, referrals: 1, exports: 1, step_ups: 2, refusals: 0, lockouts: 1, break_glass: 1, walls: 1, lifted: 1,
  });
  expect(found.lockouts.people).toEqual([{ who: 'nobody', count: 1, filter: { action: 'session.locked_out', from: '2026-05-18', to: '2026-05-24' } }]);
});

test('of a case that the reader is kept away from nothing is counted', async () => {
  const week = '2026-05-18';
  await database.client.caseWall.create({ data: { id: randomIds.next(), caseId, personId: sue!.id, reason: 'knows them', createdAt: systemClock.now(), createdById: mo!.id } });
  const [mine, theirs] = [await looks(sue, week), await looks(mo, week)];
  expect([mine.referrals.total, mine.walls.total, mine.lifted.total, mine.exports.total]).toEqual([0, 0, 0, 1]);
  expect([theirs.referrals.total, theirs.walls.total, theirs.lifted.total]).toEqual([1, 1, 1]);
});

test('a week is read by its index, not by going through the trail', async () => {
  await database.owner.query(`SET enable_seqscan = off`);
  const { rows } = await database.owner.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT count(*) FROM "AuditEvent" e WHERE e."action" = 'evidence.revealed' AND e."at" >= '2026-05-18' AND e."at" < '2026-05-25'`,
  );
  await database.owner.query(`RESET enable_seqscan`);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/action_at_seq_idx/);
});
