import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey, revokeKey } from '@/lib/access';
import { ORDINARY_KEY, createKeyInput } from '@/lib/access/schema';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { receiveErasure } from '@/lib/intake';
import { type PlatformActor, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { undoDecision } from '@/lib/review';
import { planOf } from '../read/plan';
import { DAY_MS, openRetentionDesk } from '../testing/desk';

const database = testDatabase();
const PLATFORM = 'Example Messenger';
let sandbox: OpenSandbox;
let clock: OpenSandbox['clock'];
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;
let platform: PlatformActor;
beforeAll(async () => {
  sandbox = await openSandbox();
  ({ clock } = sandbox);
  desk = await openRetentionDesk(database, clock, sandbox.hotline);
  const { id } = must(await desk.as({ kind: 'system', name: 'test' }, (ctx) => createKey(ctx, { ...ORDINARY_KEY, name: 'Erasures', scopes: ['erasure.request'], platform: PLATFORM })));
  platform = { kind: 'platform', id, name: 'Erasures', scopes: ['erasure.request'] };
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const ask = (accountExternalId: string, reference = randomIds.next()) => desk.as(platform, (ctx) => receiveErasure(ctx, { platform: PLATFORM, accountExternalId, reference }));
const stateOf = async (externalId: string) => (await db().erasureRequest.findFirstOrThrow({ where: { externalId } })).state;
const isThere = async (itemId: string) => (await db().item.findUniqueOrThrow({ where: { id: itemId } })).wrappedKey.length > 0;
async function work() {
  await desk.tend();
  await desk.runDestructions();
  await desk.tend();
}
const said = (externalId: string) => ({ subject: { externalId, screenName: externalId }, messages: [{ externalId: 'm', senderId: externalId, sentAt: '2026-11-20T08:15:00+01:00', text: 'a harmless line', flagged: true }] });
const subject = (externalId: string) => ({ more: { subject: { externalId, screenName: externalId }, messages: [] } });

test('the answer is the same for an account that is kept, one that can go, and one that was never here', async () => {
  await desk.filedCase({ more: { subject: { externalId: 'kept' }, messages: [{ externalId: 'm', senderId: 'kept', sentAt: '2026-11-20T08:15:00+01:00', text: 'x', flagged: true }] } });
  const free = await desk.decided('other_policy', subject('free'));
  const answers = [];
  for (const account of ['kept', 'free', 'never']) answers.push(must(await ask(account, `ref of ${account}`)));
  expect(new Set(answers.map(({ detail, receivedAt }) => `${detail} ${receivedAt}`)).size).toBe(1);
  expect(answers[0]?.detail).toBe('Received. It is done as far as the law allows, and nothing further is answered.');
  await work();
  expect([await stateOf('kept'), await stateOf('free'), await stateOf('never')]).toEqual(['waiting', 'done', 'done']);
  expect(await isThere(free.itemId)).toBe(false);
  expect(await db().account.findFirstOrThrow({ where: { externalId: 'free' } })).toMatchObject({ screenName: null });
  // Sent again it is the first answer again, whatever has become of it; with another account it is another request.
  clock.advance(DAY_MS);
  expect([must(await ask('kept', 'ref of kept')), must(await ask('free', 'ref of free'))]).toEqual(answers.slice(0, 2));
  expect(await ask('free', 'ref of kept')).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await db().auditEvent.count({ where: { action: 'erasure.received' } })).toBe(3);
  clock.advance(366 * DAY_MS);
  await work();
  expect(await stateOf('kept')).toBe('done');
});

test('a key asks about accounts of its own platform alone, and about none once it is revoked; a refusal tells nothing of the account', async () => {
  await desk.decided('other_policy', subject('of another'));
  const keyOf = async (name: string, more: { platform?: string } = {}) => must(await desk.as({ kind: 'system', name: 'test' }, (ctx) => createKey(ctx, { ...ORDINARY_KEY, name, scopes: ['erasure.request'], ...more }))).id;
  const [other, unbound, revoked] = [await keyOf('Other', { platform: 'Other Messenger' }), await keyOf('Unbound'), await keyOf('Revoked', { platform: PLATFORM })];
  must(await desk.as({ kind: 'system', name: 'test' }, (ctx) => revokeKey(ctx, { id: revoked })));
  const before = await db().erasureRequest.count();
  const answers = [];
  for (const id of [other, unbound, revoked]) {
    const actor = { ...platform, id };
    for (const accountExternalId of ['of another', 'never']) answers.push(await desk.as(actor, (ctx) => receiveErasure(ctx, { platform: PLATFORM, accountExternalId, reference: randomIds.next() })));
  }
  expect(answers.map((answer) => (answer.ok ? 'done' : answer.problem.code))).toEqual(Array<string>(6).fill('forbidden'));
  expect(new Set(answers.map((answer) => (answer.ok ? '' : answer.problem.safeMessage))).size).toBe(1);
  expect(await db().erasureRequest.count()).toBe(before);
  must(await desk.as({ ...platform, id: other }, (ctx) => receiveErasure(ctx, { platform: 'Other Messenger', accountExternalId: 'of another', reference: randomIds.next() })));
});

test('a key that may ask for erasures is not made without the platform that it speaks for', () => {
  const made = (more: object) => createKeyInput.safeParse({ ...ORDINARY_KEY, name: 'A key', ...more });
  expect(made({ scopes: ['erasure.request'] }).error?.issues.map(({ path }) => path)).toEqual([['platform']]);
  expect([made({ scopes: ['erasure.request'], platform: PLATFORM }).success, made({}).success]).toEqual([true, true]);
});

test('an item that waits for a decision is kept, and goes when it is decided and nothing else keeps it', async () => {
  const { itemId } = await desk.sendItem(0, { subject: { externalId: 'undecided' }, messages: [] });
  must(await ask('undecided'));
  await work();
  expect([await stateOf('undecided'), await isThere(itemId)]).toEqual(['waiting', true]);
  await desk.decide(itemId, 'other_policy');
  await work();
  expect([await stateOf('undecided'), await isThere(itemId)]).toEqual(['done', false]);
});

test('what nobody found violating goes after thirty days by itself; what is reported, held or decided otherwise stays', async () => {
  const plain = await desk.decided('not_violating');
  const late = await desk.decided('not_violating');
  const other = await desk.decided('other_policy');
  const held = await desk.decided('not_violating');
  const { number } = await desk.closed(held.itemId);
  must(await desk.hold(number));
  clock.advance(29 * DAY_MS);
  await work();
  expect(await isThere(plain.itemId)).toBe(true);
  clock.advance(DAY_MS);
  const lines = [];
  for await (const line of planOf(database.client, clock.now())) lines.push(line);
  const numberOf = async (itemId: string) => (await db().item.findUniqueOrThrow({ where: { id: itemId }, include: { case: true } })).case.number;
  const plainNumber = await numberOf(plain.itemId);
  expect(lines.filter((line) => line.number === plainNumber).map(({ what }) => what)).toContain('goes');
  expect(lines.filter((line) => line.number === number).map(({ what, why }) => [what, why])).toEqual([['stays', 'Legal hold, REF-1, until it is lifted']]);
  expect(await isThere(plain.itemId)).toBe(true);
  await work();
  expect([await isThere(plain.itemId), await isThere(late.itemId), await isThere(other.itemId), await isThere(held.itemId)]).toEqual([false, false, true, true]);
  expect(await db().destruction.findFirstOrThrow({ where: { itemIds: { has: plain.itemId } } })).toMatchObject({ kind: 'not_violating', state: 'done', requestedById: null, approvedById: null });
  expect(await db().media.findUniqueOrThrow({ where: { id: plain.mediaIds[0] ?? '' } })).toMatchObject({ state: 'destroyed' });
});

test('what may be the context of a report stays while an item of its case is undecided, and while a report of it is on its way', async () => {
  const context = await desk.decided('other_policy', { pictures: 0, more: said('perp') });
  const { itemId } = await desk.sendItem(1, said('perp'));
  must(await ask('perp'));
  await work();
  expect(await isThere(context.itemId)).toBe(true);
  const { reportId } = await desk.report(itemId);
  await work();
  expect([(await db().report.findUniqueOrThrow({ where: { id: reportId } })).state, await isThere(context.itemId)]).toEqual(['waiting', true]);
  await desk.file(reportId);
  await work();
  expect([(await db().report.findUniqueOrThrow({ where: { id: reportId } })).state, await isThere(context.itemId)]).toEqual(['filed', true]);
});

test('an erasure reaches what was there when it was asked for, and one item that has to stay keeps no other', async () => {
  const tied = await desk.sendItem(0, said('more'));
  const alone = await desk.decided('other_policy', { pictures: 0, more: said('more') });
  must(await ask('more'));
  clock.advance(1000);
  const later = await desk.sendItem(0, said('more'));
  const { reportId } = await desk.report(tied.itemId, { outcome: 'enticement' }, [later.itemId]);
  await desk.file(reportId);
  clock.advance(366 * DAY_MS);
  await work();
  expect([await isThere(tied.itemId), await isThere(alone.itemId), await isThere(later.itemId), await stateOf('more')]).toEqual([true, false, true, 'waiting']);

  const early = await desk.decided('other_policy', { pictures: 0, more: said('again') });
  must(await ask('again'));
  clock.advance(1000);
  const fresh = await desk.decided('other_policy', { pictures: 0, more: said('again') });
  await work();
  expect([await isThere(early.itemId), await isThere(fresh.itemId), await stateOf('again')]).toEqual([false, true, 'done']);
  expect(await db().account.findFirstOrThrow({ where: { externalId: 'again' } })).toMatchObject({ screenName: 'again' });
});

test('workers at once begin one destruction, and one of what is gone already certifies nothing', async () => {
  const { itemId } = await desk.decided('other_policy', { pictures: 0, more: said('twice') });
  const { caseId } = await desk.closed(itemId);
  must(await ask('twice'));
  const waiting = async () => (await db().$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).length;
  await database.owner.query('BEGIN');
  await database.owner.query(`SELECT 1 FROM "Case" WHERE "id" = $1 FOR UPDATE`, [caseId]);
  const workers = [desk.tend(), desk.tend()];
  await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
  await database.owner.query('COMMIT');
  await Promise.all(workers);
  expect(await db().destruction.count({ where: { caseId } })).toBe(1);
  await desk.runDestructions();

  const id = randomIds.next();
  await db().destruction.create({ data: { id, number: `D-${id}`, caseId, kind: 'erasure', state: 'approved', itemIds: [itemId], isWholeCase: false, reason: 'Begun twice', requestedAt: clock.now() } });
  await desk.execute(id);
  expect(await db().destruction.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'withdrawn', certificate: null });
});

test('a dry run counts what is to be erased among what goes by itself, and a decision on what is gone is not given back', async () => {
  const { itemId } = await desk.decided('other_policy', { pictures: 0, more: said('planned') });
  must(await ask('planned'));
  const lines = [];
  for await (const line of planOf(database.client, clock.now())) lines.push(line);
  expect(lines).toContainEqual(expect.objectContaining({ what: 'goes', items: 1, why: 'The platform asked for its erasure' }));
  await work();
  expect(await isThere(itemId)).toBe(false);
  const { id: decisionId } = await db().decision.findFirstOrThrow({ where: { itemId } });
  const undone = await desk.as(desk.moderator, (ctx) => undoDecision(ctx, { decisionId }));
  expect(undone.ok ? 'done' : undone.problem.safeMessage).toContain('destroyed meanwhile');
});

test('a request that nobody agreed to for thirty days is none any more, and keeps the desk from its own work no longer', async () => {
  const { itemId } = await desk.decided('not_violating', { pictures: 0, more: said('asked') });
  const { number } = await desk.closed(itemId);
  const { destructionId } = must(await desk.request(number));
  const stateNow = async () => (await db().destruction.findUniqueOrThrow({ where: { id: destructionId } })).state;
  clock.advance(29 * DAY_MS);
  await work();
  expect([await stateNow(), await isThere(itemId)]).toEqual(['awaiting_approval', true]);
  clock.advance(DAY_MS);
  await work();
  expect([await stateNow(), await isThere(itemId)]).toEqual(['withdrawn', false]);
});
