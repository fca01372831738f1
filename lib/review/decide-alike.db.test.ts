import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { receiveItems } from '@/lib/intake';
import { submission, testPlatform } from '@/lib/intake/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { decide, decideAlike, openItem, undoDecisions } from './index';
import type { DecideInput } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const as = <T>(actor: PersonActor, verb: (ctx: ReturnType<typeof contextOf<PersonActor>>) => Promise<Result<T>>) =>
  transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));

let count = 0;
/** So many items of one account, in one case. */
async function itemsOfOneCase(size: number): Promise<string[]> {
  count += 1;
  const platform = await testPlatform(`Platform ${count}`);
  const account = `u-${count}`;
  const messages = [{ externalId: 'm1', senderId: account, sentAt: '2026-11-20T08:15:00+01:00', text: 'The tomatoes are ripe.', flagged: true }];
  const of = { subject: { externalId: account }, conversation: undefined, messages };
  const outcomes = await receiveItems(platform, Array.from({ length: size }, (_, index) => submission({ ...of, externalId: `evt-${count}-${index}` })));
  return outcomes.map((outcome) => {
    if (!('receipt' in outcome)) throw new Error('the item was refused');
    return outcome.receipt.itemId;
  });
}

const facts = (itemId: string, change: Partial<DecideInput> = {}): DecideInput => ({
  itemId, outcome: 'not_violating', incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [], ...change,
});
const offered = async (actor: PersonActor, itemId: string) => {
  const opened = await as(actor, (ctx) => openItem(ctx, { itemId }));
  return opened.ok ? opened.value.others.map(({ id }) => id) : [];
};
const states = (ids: string[]) => Promise.all(ids.map(async (id) => {
  const { state, leaseHolderId } = await database.client.item.findUniqueOrThrow({ where: { id } });
  return [state, leaseHolderId];
}));

test('the holder of an item is offered the others of its case that are free, and decides them alike with a decision each', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const [first = '', second = '', third = '', held = '', asked = ''] = await itemsOfOneCase(5);
  const [stranger = ''] = await itemsOfOneCase(1);
  await as(ben, (ctx) => take(ctx, { itemId: held }));
  await as(anna, (ctx) => take(ctx, { itemId: asked }));
  await as(anna, (ctx) => decide(ctx, facts(asked, { outcome: 'second_opinion' })));
  expect(await offered(anna, first)).toEqual([]);
  await as(anna, (ctx) => take(ctx, { itemId: first }));
  expect(await offered(ben, first)).toEqual([]);
  expect(await offered(anna, first)).toEqual([second, third].toSorted());

  for (const other of [held, asked, stranger]) {
    const refused = await as(anna, (ctx) => decideAlike(ctx, facts(first), [second, other]));
    expect(refused).toMatchObject({ ok: false, problem: { code: 'conflict', fields: [{ field: 'alsoItemIds/1' }] } });
  }
  expect(await database.client.decision.count({ where: { itemId: { in: [first, second] } } })).toBe(0);

  const decided = await as(anna, (ctx) => decideAlike(ctx, facts(first, { outcome: 'enticement', dangerNow: ['self_harm'], dangerReason: 'She said so.' }), [second, third]));
  if (!decided.ok) throw new Error(decided.problem.safeMessage);
  const rows = await database.client.decision.findMany({ where: { id: { in: [...decided.value.decisionIds] } }, orderBy: { id: 'asc' } });
  expect(rows.map(({ itemId, outcome, dangerNow, personId }) => [itemId, outcome, dangerNow, personId])).toEqual([first, second, third].map((id) => [id, 'enticement', ['self_harm'], anna.id]));
  expect(rows.map(({ id }) => id)).toEqual(decided.value.decisionIds);
  expect(await database.client.auditEvent.count({ where: { action: 'decision.saved', itemId: { in: [first, second, third] } } })).toBe(3);
});

test('undoing what was decided together gives all of it back, or, when one part cannot be, nothing', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const [first = '', second = ''] = await itemsOfOneCase(2);
  await as(anna, (ctx) => take(ctx, { itemId: first }));
  const together = async (outcome: DecideInput['outcome']) => {
    const decided = await as(anna, (ctx) => decideAlike(ctx, facts(first, { outcome }), [second]));
    if (!decided.ok) throw new Error(decided.problem.safeMessage);
    return decided.value;
  };
  expect(await as(anna, async (ctx) => undoDecisions(ctx, await together('not_violating')))).toEqual({ ok: true, value: { itemId: first } });
  expect(await states([first, second])).toEqual([['waiting', anna.id], ['waiting', anna.id]]);

  const opinion = await together('second_opinion');
  await as(ben, (ctx) => take(ctx, { itemId: second }));
  const undone = await as(anna, (ctx) => undoDecisions(ctx, opinion));
  expect(undone).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await states([first, second])).toEqual([['waiting', null], ['waiting', ben.id]]);
});

test('two people who decide overlapping items at once: one gets them all, the other nothing', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const [mine = '', yours = '', middle = ''] = await itemsOfOneCase(3);
  await as(anna, (ctx) => take(ctx, { itemId: mine }));
  await as(ben, (ctx) => take(ctx, { itemId: yours }));
  const results = await Promise.all([as(anna, (ctx) => decideAlike(ctx, facts(mine), [middle])), as(ben, (ctx) => decideAlike(ctx, facts(yours), [middle]))]);
  expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await database.client.decision.count({ where: { itemId: { in: [mine, yours, middle] } } })).toBe(2);
});

test('what is held back from taking is held back from deciding further items, too, and then nothing is saved', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const [first = '', second = ''] = await itemsOfOneCase(2);
  await as(anna, (ctx) => take(ctx, { itemId: first }));
  const now = clock.now();
  const minutes = Array.from({ length: 130 }, (_, back) => new Date(Math.floor(now.getTime() / 60_000) * 60_000 - back * 60_000));
  await database.client.deskMinute.createMany({ data: minutes.map((minute) => ({ personId: anna.id, minute })) });
  expect(await as(anna, (ctx) => decideAlike(ctx, facts(first), [second]))).toMatchObject({ ok: false, problem: { code: 'limit_reached' } });
  expect(await states([first, second])).toEqual([['waiting', anna.id], ['waiting', null]]);
  expect((await as(anna, (ctx) => decideAlike(ctx, facts(first), []))).ok).toBe(true);
});
