import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { ok } from '@/lib/kernel';
import { record, recordMany } from '../record';
import { addPast } from '../testing';
import { parseCheckpoint } from './checkpoint';
import { EMPTY_EDGE, grow, rootOf } from './growth';
import { leafHash } from './hash';
import { drawSigningKey, parseVerifierKey, signerOf } from './note-keys';
import { isSignedBy, parseNote } from './note';
import { publish } from './publish';
import { lagSeconds, sequence } from './run';
import { integrate, readEdge } from './sequence';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());

async function write(count: number) {
  const actor = await addPerson(database.client, 'moderator');
  await transact(database.client, async (tx) => {
    await recordMany(contextOf(tx, actor), Array.from({ length: count }, () => ({ action: 'item.released', details: {}, reason: 'half \ud83d "a" \u2028' })));
    return ok();
  });
}

async function drain() {
  for (;;) {
    const result = await integrate(database.client, 100);
    if (!result.ok || result.value.count === 0) return;
  }
}

/** The leaves by index, as the rows of the events have them. */
const leaves = async () =>
  (await database.owner.query<{ index: string; leaf: Buffer }>('SELECT l."index", e."leaf" FROM "AuditLeaf" l JOIN "AuditEvent" e ON e."id" = l."eventId" ORDER BY l."index"')).rows;

test('a log that was never signed for is behind, however fast events get their places', async () => {
  await write(1);
  await drain();
  expect(await database.client.auditQueue.count()).toBe(0);
  expect(await lagSeconds(database.client)).toBeGreaterThan(0);
});

test('every event gets one place, without gaps, and the root is that of the bytes that are stored', async () => {
  await write(700);
  await drain();
  await write(3);
  await drain();
  const rows = await leaves();
  expect(rows.map(({ index }) => Number(index))).toEqual(rows.map((_, at) => at));
  expect(rows).toHaveLength(await database.client.auditEvent.count());
  expect(await database.client.auditQueue.count()).toBe(0);
  expect(rootOf(await readEdge(database.client))).toEqual(rootOf(grow(EMPTY_EDGE, rows.map(({ leaf }) => leafHash(leaf))).edge));
});

test('a leaf says what its columns say, in the database’s time and in UTF-8', async () => {
  await write(1);
  const event = await database.client.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  const leaf = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(event.leaf)) as Record<string, unknown>;
  expect(leaf).toMatchObject({ v: 1, at: event.at.toISOString(), id: event.id, action: 'item.released', reason: 'half \ufffd "a" \u2028', outcome: 'done', targets: [] });
  expect(Object.keys(leaf).slice(0, 3)).toEqual(['v', 'at', 'id']);
});

test('an event that is rolled back never reaches the log', async () => {
  const actor = await addPerson(database.client, 'moderator');
  const before = await database.client.auditQueue.count();
  await expect(transact(database.client, async (tx) => {
    await record(contextOf(tx, actor), { action: 'item.released', details: {} });
    throw new Error('on purpose');
  })).rejects.toThrow('on purpose');
  expect(await database.client.auditQueue.count()).toBe(before);
});

test('while nobody can sign, events go on getting their places; the next who can signs for all of them', async () => {
  await write(1);
  const deaf = { ...signer, sign: () => Promise.reject(new Error('the service is away')) };
  await expect(sequence(database.client, deaf)).rejects.toThrow('away');
  await write(1);
  await expect(sequence(database.client, deaf)).rejects.toThrow('away');
  expect(await database.client.auditQueue.count()).toBe(0);
  expect(await lagSeconds(database.client)).toBeGreaterThan(0);
  expect(await sequence(database.client, signer)).toBe(0);
  const { size } = await database.client.auditCheckpoint.findFirstOrThrow({ orderBy: { size: 'desc' } });
  expect([Number(size), await lagSeconds(database.client)]).toEqual([await database.client.auditLeaf.count(), 0]);
});

test('a checkpoint is signed for what the log has grown to, once a size', async () => {
  await drain();
  const size = await publish(database.client, signer);
  expect(await publish(database.client, signer)).toBe(size);
  const { note } = await database.client.auditCheckpoint.findUniqueOrThrow({ where: { size: BigInt(size) } });
  expect(parseCheckpoint(note)).toEqual({ origin: signer.name, size, root: rootOf(await readEdge(database.client)) });
  expect(isSignedBy(parseNote(note)!, parseVerifierKey(signer.verifierKey))).toBe(true);
});

test('what the log has said cannot be changed or removed, by the application or by the owner', async () => {
  for (const table of ['AuditLeaf', 'AuditTile', 'AuditCheckpoint']) {
    await expect(database.client.$executeRawUnsafe(`DELETE FROM "${table}"`)).rejects.toThrow(/permission denied/);
    await expect(database.owner.query(`DELETE FROM "${table}"`)).rejects.toThrow(/never changed or removed/);
  }
  await expect(database.owner.query(`TRUNCATE "AuditEvent_rest"`)).rejects.toThrow(/never changed or removed/);
});

test('a month whose first event came before its partition stays with the rest, and keeps no other month from being made', async () => {
  const { owner } = database;
  const actor = await addPerson(database.client, 'moderator');
  const [late, next] = [2, 3].map((ahead) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + ahead, 2)).toISOString());
  const nameOf = (at = '') => `AuditEvent_${at.slice(0, 7).replace('-', '_')}`;
  await owner.query('BEGIN');
  try {
    for (const at of [late, next]) await owner.query(`DROP TABLE "${nameOf(at)}"`);
    await addPast(owner, { at: late!, by: actor, action: 'item.released', details: {} });
    await owner.query('SELECT audit_coming_partitions()');
    const { rows } = await owner.query<{ name: string }>(`SELECT relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = '"AuditEvent"'::regclass`);
    expect([late, next].map((at) => rows.some(({ name }) => name === nameOf(at)))).toEqual([false, true]);
  } finally {
    await owner.query('ROLLBACK');
  }
});

test('the coming months have partitions of their own, and nothing lies in the one for the rest', async () => {
  await database.client.$executeRaw`SELECT audit_coming_partitions()`;
  const { rows } = await database.owner.query<{ name: string }>(`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = '"AuditEvent"'::regclass`);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect((await database.owner.query('SELECT 1 FROM "AuditEvent_rest"')).rows).toEqual([]);
});
