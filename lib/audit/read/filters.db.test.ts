import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, ok, randomIds, systemClock } from '@/lib/kernel';
import { type AuditFilter, auditFilter } from '../schema';
import { count, drawSigningKey, page, record, sequence, signerOf } from '../index';
import { addPast } from '../testing';
import { select } from './selection';

const database = testDatabase();
const [itemId, requestId] = [randomIds.next(), randomIds.next()];
let sue: PersonActor;
let max: PersonActor;
let caseId: string;

async function addCase(number: string): Promise<string> {
  const [id, subjectId] = [randomIds.next(), randomIds.next()];
  await database.client.account.create({ data: { id: subjectId, platform: 'Example Messenger', externalId: subjectId, createdAt: systemClock.now() } });
  await database.client.case.create({ data: { id, number, subjectId, openedAt: systemClock.now(), wrappedKey: new Uint8Array(40), kekId: 'none' } });
  return id;
}

beforeAll(async () => {
  [sue, max] = [await addPerson(database.client, 'supervisor'), await addPerson(database.client, 'moderator')];
  caseId = await addCase('C-2026-00042');
  await addPast(database.owner, { at: '2026-01-15T12:00:00Z', by: max, action: 'item.taken', details: {}, reason: 'the old one' });
  await transact(database.client, async (tx) => {
    const [mine, theirs] = [{ ...contextOf(tx, sue), requestId }, contextOf(tx, max)];
    await record(mine, { action: 'case.read', details: {}, caseId, targets: [{ type: 'case', id: caseId, label: 'C-2026-00042' }] });
    await record(theirs, { action: 'evidence.granted', details: { kind: 'reveal' }, reason: 'Needed to decide: it’s near', itemId });
    await record(theirs, { action: 'access.refused', outcome: 'refused', details: { permission: 'p', code: 'c' }, targets: [{ type: 'route', id: 'case.wall' }] });
    await record(mine, { action: 'person.role_changed', details: { before: 'moderator', after: 'liaison' }, targets: [{ type: 'person', id: max.id, label: max.name }] });
    return ok();
  });
  await sequence(database.client, signerOf('desk.example/audit', drawSigningKey()));
});

/** What is found, oldest first, besides the readings that finding leaves. */
async function found(filter: AuditFilter): Promise<string[]> {
  const result = await transact(database.client, (tx) => page(contextOf(tx, sue), auditFilter.parse(filter)));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value.rows.map(({ action }) => action as string).filter((action) => action !== 'audit.read').reverse();
}

const ALL = ['item.taken', 'case.read', 'evidence.granted', 'access.refused', 'person.role_changed'];

test('without a filter there is everything', async () => {
  expect(await found({})).toEqual(ALL);
});

test.each<[string, () => AuditFilter, string[]]>([
  ['a person: what they did', () => ({ person: max.id }), ['item.taken', 'evidence.granted', 'access.refused']],
  ['a person all round: what was done to them as well', () => ({ about: max.id }), ['item.taken', 'evidence.granted', 'access.refused', 'person.role_changed']],
  ['an action', () => ({ action: 'case.read' }), ['case.read']],
  ['an outcome', () => ({ outcome: 'refused' }), ['access.refused']],
  ['the id of a target', () => ({ target: max.id }), ['person.role_changed']],
  ['the label of a target', () => ({ target: 'C-2026-00042' }), ['case.read']],
  ['the number of a case', () => ({ case: 'C-2026-00042' }), ['case.read']],
  ['the id of a case', () => ({ case: caseId }), ['case.read']],
  ['a case that does not exist', () => ({ case: 'C-2026-99999' }), []],
  ['days', () => ({ from: '2026-01-15', to: '2026-01-15' }), ['item.taken']],
  ['several at once', () => ({ person: max.id, outcome: 'refused', text: 'case.wall' }), ['access.refused']],
  ['a text with whom it is about', () => ({ about: max.id, text: 'decide' }), ['evidence.granted']],
])('filtered by %s', async (_, filter, actions) => {
  expect(await found(filter())).toEqual(actions);
});

test.each<[string, () => string, string[]]>([
  ['a word of a reason, in any case', () => 'NEEDED', ['evidence.granted']],
  ['words in any order', () => 'decide needed', ['evidence.granted']],
  ['the beginning of a word, where asked for', () => 'dec*', ['evidence.granted']],
  ['a word with what a query is made of', () => "it’s & 'near' | ! \\", ['evidence.granted']],
  ['a word that no reason has', () => 'unneeded', []],
  ['nothing but signs', () => '& | !', []],
  ['a case by its number, in small letters', () => 'c-2026-00042', ['case.read']],
  ['a case by its id', () => caseId, ['case.read']],
  ['a person by name', () => max.name.toLowerCase(), ['item.taken', 'evidence.granted', 'access.refused']],
  ['a person by id, with what was done to them', () => max.id.toUpperCase(), ['item.taken', 'evidence.granted', 'access.refused', 'person.role_changed']],
  ['an item', () => itemId, ['evidence.granted']],
  ['a request', () => requestId, ['case.read', 'person.role_changed']],
  ['a session', () => max.sessionId, ['item.taken', 'evidence.granted', 'access.refused']],
  ['what was asked for', () => 'case.wall', ['access.refused']],
  ['an index of the log', () => '0', ['item.taken']],
  ['a number that no log has entries for', () => `1${',000'.repeat(12)}`, []],
  ['what would be a pattern for any name', () => '%', []],
  ['a number with a sign that would stand for any', () => 'C-2026-0004_', []],
])('a search for %s', async (_, text, actions) => {
  expect(await found({ text: text() })).toEqual(actions);
});

test('an event is found by its id, and opened by id or number whatever else is asked for', async () => {
  const event = await database.client.auditEvent.findFirstOrThrow({ where: { action: 'case.read' } });
  expect(await found({ text: event.id })).toEqual(['case.read']);
  for (const entry of [event.id, String(event.seq)]) {
    const result = await transact(database.client, (tx) => page(contextOf(tx, sue), { entry, action: 'item.taken' }));
    expect(result.ok && result.value.opened).toMatchObject({ id: event.id, action: 'case.read', leaf: Buffer.from(event.leaf).toString('utf8') });
    expect(result.ok && (await found({ before: result.value.openedAt ?? undefined })).at(-1)).toBe('case.read');
  }
});

test('each way of looking has an index of its own', async () => {
  const asked: AuditFilter[] = [{ person: max.id }, { action: 'case.read' }, { outcome: 'refused' }, { case: caseId }, { from: '2026-01-15', to: '2026-01-15' }, { about: max.id }, { target: 'x' }];
  const texts: AuditFilter[] = [max.id, max.name, 'needed', 'C-2026-00042', '0'].map((text) => ({ text }));
  for (const filter of [...asked, ...texts]) {
    await transact(database.client, async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      const { every, some } = await select(contextOf(tx, sue), filter);
      for (const condition of some.length > 0 ? some : every) {
        const plan = await tx.$queryRaw<Record<string, string>[]>`EXPLAIN SELECT 1 FROM "AuditEvent" WHERE ${condition}`;
        expect(plan.flatMap((line) => Object.values(line)).filter((line) => line.includes('Seq Scan'))).toEqual([]);
      }
      return ok();
    });
  }
});

test('looking is an entry with its filters, on the case that it was about', async () => {
  await found({ case: 'C-2026-00042', outcome: 'done', live: '1' });
  const last = await database.client.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect(last).toMatchObject({ action: 'audit.read', actorId: sue.id, caseId, details: { filters: { case: 'C-2026-00042', outcome: 'done' } } });
});

test('what matches is counted, without filters by the size of the log', async () => {
  const counted = async (filter: AuditFilter) => {
    const result = await transact(database.client, (tx) => count(contextOf(tx, sue), filter));
    return result.ok && result.value;
  };
  expect(await counted({ person: max.id })).toEqual({ count: 3, isMore: false });
  expect(await counted({ text: max.id })).toEqual({ count: 4, isMore: false });
  expect(await counted({})).toEqual({ count: 5, isMore: false });
});

test('whoever is kept away from a case finds none of its entries in any way, nor opens or counts them', async () => {
  const hidden = await addCase('C-2026-00077');
  const target = { type: 'case', id: hidden, label: 'C-2026-00077' } as const;
  await transact(database.client, async (tx) => {
    await record(contextOf(tx, max), { action: 'case.closed', details: {}, caseId: hidden, targets: [target], reason: 'periwinkle' });
    return ok();
  });
  const { id } = await database.client.auditEvent.findFirstOrThrow({ where: { action: 'case.closed' } });
  const ways: AuditFilter[] = [{ action: 'case.closed' }, { target: hidden }, { case: hidden }, { case: 'C-2026-00077' }, { text: 'periwinkle' }, { text: hidden }, { text: 'C-2026-00077' }, { text: id }];
  for (const way of ways) expect(await found(way)).toEqual(['case.closed']);

  await database.client.caseWall.create({ data: { id: randomIds.next(), caseId: hidden, personId: sue.id, reason: 'a friend', createdById: max.id, createdAt: systemClock.now() } });
  for (const way of ways) expect(await found(way)).toEqual([]);
  expect(await found({ outcome: 'done', about: max.id })).not.toContain('case.closed');
  const opened = await transact(database.client, (tx) => page(contextOf(tx, sue), { entry: id }));
  expect(opened.ok && opened.value.opened).toBeNull();
  const counted = await transact(database.client, (tx) => count(contextOf(tx, sue), { target: hidden }));
  expect(counted.ok && counted.value.count).toBe(0);
});
