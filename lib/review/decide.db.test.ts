import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { receiveItems } from '@/lib/intake';
import { submission, testPlatform } from '@/lib/intake/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import { release, take, takeNext } from '@/lib/queue';
import { decide, openItem, saveDraft, undoDecision, unfold, unfoldItem } from './index';
import { type DecideInput, decideInput } from './schema';

const database = testDatabase();
const SECOND = 1_000;
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const as = <T>(actor: PersonActor, verb: (ctx: ReturnType<typeof contextOf<PersonActor>>) => Promise<Result<T>>) =>
  transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));

let count = 0;
async function takenItem(actor: PersonActor): Promise<string> {
  count += 1;
  const platform = await testPlatform(`Platform ${count}`);
  const [outcome] = await receiveItems(platform, [submission({ externalId: `evt-${count}` })]);
  if (!outcome || !('receipt' in outcome)) throw new Error('the item was refused');
  const { itemId } = outcome.receipt;
  expect((await as(actor, (ctx) => take(ctx, { itemId }))).ok).toBe(true);
  return itemId;
}

const facts = (itemId: string, change: Partial<DecideInput> = {}): DecideInput => ({
  itemId, outcome: 'not_violating', incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [], ...change,
});

test('only the holder of the lease decides, and deciding ends the lease and the draft', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const itemId = await takenItem(anna);
  const body = { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], files: [], note: 'half a thought' };
  expect((await as(anna, (ctx) => saveDraft(ctx, { itemId, body }))).ok).toBe(true);
  const opened = await as(anna, (ctx) => openItem(ctx, { itemId }));
  expect(opened.ok && opened.value.draft?.note).toBe('half a thought');

  expect((await as(ben, (ctx) => decide(ctx, facts(itemId)))).ok).toBe(false);
  expect((await as(anna, (ctx) => decide(ctx, facts(itemId)))).ok).toBe(true);
  expect((await as(anna, (ctx) => decide(ctx, facts(itemId)))).ok).toBe(false);
  expect(await database.client.item.findUnique({ where: { id: itemId } })).toMatchObject({ state: 'decided', leaseHolderId: null });
  expect(await database.client.draft.count({ where: { itemId } })).toBe(0);
});

test('a decision is undone within ten seconds by its maker alone, once, and the item is theirs again', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const itemId = await takenItem(anna);
  const decided = await as(anna, (ctx) => decide(ctx, facts(itemId)));
  if (!decided.ok) throw new Error(decided.problem.safeMessage);
  clock.advance(9 * SECOND);
  expect((await as(ben, (ctx) => undoDecision(ctx, decided.value))).ok).toBe(false);
  expect((await as(anna, (ctx) => undoDecision(ctx, decided.value))).ok).toBe(true);
  expect((await as(anna, (ctx) => undoDecision(ctx, decided.value))).ok).toBe(false);
  expect(await database.client.item.findUnique({ where: { id: itemId } })).toMatchObject({ state: 'waiting', leaseHolderId: anna.id });

  const again = await as(anna, (ctx) => decide(ctx, facts(itemId)));
  clock.advance(10 * SECOND);
  const late = again.ok ? await as(anna, (ctx) => undoDecision(ctx, again.value)) : again;
  expect(late.ok === false && late.problem.safeMessage).toMatch(/time to undo is over/);
});

test('a second opinion puts the item back for somebody else, never for the one who asked', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  await database.client.item.updateMany({ data: { state: 'decided' } });
  const itemId = await takenItem(anna);
  expect((await as(anna, (ctx) => decide(ctx, facts(itemId, { outcome: 'second_opinion' })))).ok).toBe(true);
  const own = await as(anna, (ctx) => takeNext(ctx));
  expect(own.ok && own.value).toBeNull();
  const other = await as(ben, (ctx) => takeNext(ctx));
  expect(other.ok && other.value?.itemId).toBe(itemId);
});

test('what somebody else decided meanwhile cannot be undone by the one who asked for the second opinion', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const itemId = await takenItem(anna);
  const asked = await as(anna, (ctx) => decide(ctx, facts(itemId, { outcome: 'second_opinion' })));
  if (!asked.ok) throw new Error(asked.problem.safeMessage);
  await as(ben, (ctx) => take(ctx, { itemId }));
  expect((await as(ben, (ctx) => decide(ctx, facts(itemId)))).ok).toBe(true);
  const undone = await as(anna, (ctx) => undoDecision(ctx, asked.value));
  expect(undone.ok === false && undone.problem.code).toBe('conflict');
  expect(await database.client.item.findUnique({ where: { id: itemId } })).toMatchObject({ state: 'decided', leaseHolderId: null });
});

test('the one who asked for a second opinion does not give it, not by choice either', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const itemId = await takenItem(anna);
  await as(anna, (ctx) => decide(ctx, facts(itemId, { outcome: 'second_opinion' })));
  const own = await as(anna, (ctx) => take(ctx, { itemId }));
  expect(own.ok === false && own.problem.code).toBe('conflict');
  expect((await as(ben, (ctx) => take(ctx, { itemId }))).ok).toBe(true);
});

test('undoing in a case that was closed meanwhile leaves the case closed and the decision standing', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const itemId = await takenItem(anna);
  await database.client.item.updateMany({ where: { id: { not: itemId } }, data: { state: 'decided' } });
  const decided = await as(anna, (ctx) => decide(ctx, facts(itemId)));
  if (!decided.ok) throw new Error(decided.problem.safeMessage);
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  await database.client.case.update({ where: { id: caseId }, data: { status: 'closed', closedAt: clock.now() } });
  const undone = await as(anna, (ctx) => undoDecision(ctx, decided.value));
  expect(undone.ok === false && undone.problem.code).toBe('conflict');
  await database.client.case.update({ where: { id: caseId }, data: { status: 'open', closedAt: null } });
});

test('undoing gives the form back as it was decided, so that nothing is chosen twice', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const itemId = await takenItem(anna);
  const decided = await as(anna, (ctx) => decide(ctx, facts(itemId, { outcome: 'enticement', reportAnnotations: ['sextortion'], dangerNow: ['self_harm'], dangerReason: 'She said so.' })));
  if (!decided.ok) throw new Error(decided.problem.safeMessage);
  expect((await as(anna, (ctx) => undoDecision(ctx, decided.value))).ok).toBe(true);
  const opened = await as(anna, (ctx) => openItem(ctx, { itemId }));
  expect(opened.ok && opened.value.draft).toEqual({ outcome: 'enticement', reportAnnotations: ['sextortion'], dangerNow: ['self_harm'], dangerReason: 'She said so.', files: [], note: '' });
});

test('a file that a decision names twice is refused by name', () => {
  const file = { mediaId: '0198f000-0000-7000-8000-000000000000', industryClass: null, annotations: [] };
  const parsed = decideInput.safeParse(facts('0198f000-0000-7000-8000-000000000001', { files: [file, file] }));
  expect(parsed.error?.issues.map(({ path }) => path.join('/'))).toEqual(['files/1/mediaId']);
});

test('text is unfolded by whoever holds, decided or supervises; to others the message does not exist', async () => {
  const [anna, ben, sue] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator'), await addPerson(database.client, 'supervisor')];
  const itemId = await takenItem(anna);
  const { id: messageId } = await database.client.message.findFirstOrThrow({ where: { itemId } });
  const unfoldAs = async (actor: PersonActor) => {
    const result = await as(actor, (ctx) => unfold(ctx, { messageId }));
    return result.ok ? result.value.text : result.problem.code;
  };
  expect(await unfoldAs(anna)).toBe('The tomatoes are ripe.');
  expect(await unfoldAs(sue)).toBe('The tomatoes are ripe.');
  expect(await unfoldAs(ben)).toBe('not_found');
  expect(await database.client.auditEvent.count({ where: { action: 'message.unfolded', itemId } })).toBe(2);

  const decided = await as(anna, (ctx) => decide(ctx, facts(itemId)));
  expect(await unfoldAs(anna)).toBe('The tomatoes are ripe.');
  if (decided.ok) await as(anna, (ctx) => undoDecision(ctx, decided.value));
  await as(anna, (ctx) => release(ctx, { itemId }));
  expect(await unfoldAs(anna)).toBe('not_found');
});

test('a file of another item is refused by name, and nothing is saved', async () => {
  const anna = await addPerson(database.client, 'moderator');
  const itemId = await takenItem(anna);
  const stranger = { mediaId: '0198f000-0000-7000-8000-000000000000', industryClass: null, annotations: [] };
  const result = await as(anna, (ctx) => decide(ctx, facts(itemId, { files: [stranger] })));
  expect(result.ok === false && result.problem.fields).toEqual([{ field: 'files/0/mediaId', message: 'Is not a file of this item' }]);
  expect(await database.client.decision.count({ where: { itemId } })).toBe(0);
});

test('who wants texts unfolded gets them all, each as an act of its own, under the same rule', async () => {
  const [anna, ben] = [await addPerson(database.client, 'moderator'), await addPerson(database.client, 'moderator')];
  const itemId = await takenItem(anna);
  const [{ id: only } = { id: '' }, ...others] = await database.client.message.findMany({ where: { itemId } });
  expect(others).toEqual([]);
  expect(await as(anna, (ctx) => unfoldItem(ctx, { itemId }))).toEqual({ ok: true, value: { texts: { [only]: 'The tomatoes are ripe.' } } });
  expect(await as(ben, (ctx) => unfoldItem(ctx, { itemId }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  expect(await database.client.auditEvent.findMany({ where: { action: 'message.unfolded', itemId } })).toMatchObject([{ actorId: anna.id, targets: [{ type: 'message', id: only, label: 'Message 1' }] }]);
});
