import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { receiveErasure } from '@/lib/intake';
import { type PlatformActor, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
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
  const { id } = must(await desk.as({ kind: 'system', name: 'test' }, (ctx) => createKey(ctx, { ...ORDINARY_KEY, name: 'Erasures', scopes: ['erasure.request'] })));
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
