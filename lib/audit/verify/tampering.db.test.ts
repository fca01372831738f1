import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { ok } from '@/lib/kernel';
import { checkpointText } from '../log/checkpoint';
import { leafHash } from '../log/hash';
import { signNote } from '../log/note';
import { drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import { publish } from '../log/publish';
import { integrate } from '../log/sequence';
import { recordMany } from '../record';
import { sourceOn } from './database-source';
import { type Finding, findingWords } from './findings';
import { type Verification, verifyLog } from './verify';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
const verifier = parseVerifierKey(signer.verifierKey);
/** Checkpoints stand at 300, 600 and 900: more than three tiles, the last one unfinished. */
const SIZES = [300, 600, 900];

beforeAll(async () => {
  const actor = await addPerson(database.client, 'moderator');
  for (const size of SIZES) {
    await transact(database.client, async (tx) => {
      const entries = Array.from({ length: 300 }, (_, at) => ({ action: 'item.released' as const, details: {}, reason: `entry ${size - 300 + at}` }));
      await recordMany(contextOf(tx, actor), entries);
      return ok();
    });
    await integrate(database.client);
    await publish(database.client, signer);
  }
});

/** Does something to the database that only a superuser can do, looks what verification says, and takes it back. */
async function after(tamper: readonly string[], remembered: { by: string; note: string }[] = [], detached: string[] = []): Promise<Verification> {
  const { owner } = database;
  await owner.query('BEGIN');
  try {
    await owner.query(`SET LOCAL session_replication_role = replica`);
    for (const sql of tamper) await owner.query(sql);
    return await verifyLog({ source: sourceOn(owner), verifier, remembered, detached });
  } finally {
    await owner.query('ROLLBACK');
  }
}

const noteOf = async (size: number) => (await database.client.auditCheckpoint.findUniqueOrThrow({ where: { size: BigInt(size) } })).note;
const first = ({ findings }: Verification): Finding | undefined => findings[0];
const event = (index: number) => `(SELECT "eventId" FROM "AuditLeaf" WHERE "index" = ${index})`;

test('a log that nobody touched is good, with every checkpoint and what a witness remembers', async () => {
  const result = await after([], [{ by: 'witness', note: await noteOf(600) }]);
  expect(result).toEqual({ isGood: true, size: 900, checkpoints: 4, elsewhere: 0, unsigned: 0, findings: [] });
});

test('a leaf that a superuser changed is named by its index', async () => {
  const result = await after([`UPDATE "AuditEvent" SET "leaf" = "leaf" || ' '::bytea WHERE "id" = ${event(417)}`]);
  expect(first(result)).toEqual({ code: 'leaf_changed', index: 417 });
  expect(findingWords(first(result)!)).toMatch(/^At entry 417: An entry is not the one/);
});

test('a changed leaf whose hash was changed with it is found by the hash above, and by the checkpoint when all are changed', async () => {
  const leaf = Buffer.from('{"v":1}');
  const hash = Buffer.from(leafHash(leaf)).toString('hex');
  const tamper = [
    `UPDATE "AuditEvent" SET "leaf" = '\\x${leaf.toString('hex')}' WHERE "id" = ${event(300)}`,
    `UPDATE "AuditTile" SET "hashes" = overlay("hashes" placing '\\x${hash}'::bytea from ${(300 - 256) * 32 + 1} for 32) WHERE "level" = 0 AND "n" = 1`,
  ];
  const codes = (await after(tamper)).findings.map(({ code, index }) => `${code} ${index}`);
  expect(codes).toContain('tile_changed 256');
  expect(codes).toContain('wrong_root 300');
  expect(codes).not.toContain('wrong_root 0');
});

test('a row that was deleted is named by its index', async () => {
  expect(first(await after([`DELETE FROM "AuditEvent" WHERE "id" = ${event(5)}`]))).toEqual({ code: 'leaf_missing', index: 5 });
});

test('a place that was taken out of the register is a gap', async () => {
  expect(first(await after([`DELETE FROM "AuditLeaf" WHERE "index" = 7`]))).toMatchObject({ code: 'gap', index: 7 });
});

test('two swapped rows are named by the first', async () => {
  const swap = `UPDATE "AuditLeaf" l SET "eventId" = o."eventId", "at" = o."at" FROM "AuditLeaf" o WHERE l."index" IN (20, 30) AND o."index" IN (20, 30) AND l."index" <> o."index"`;
  const result = await after(['DROP INDEX "AuditLeaf_eventId_key"', swap]);
  expect(result.findings).toEqual([{ code: 'leaf_changed', index: 20 }, { code: 'leaf_changed', index: 30 }]);
});

test('a tail that was cut off with its checkpoints is a whole log, but not to a witness', async () => {
  const cut = [
    `DELETE FROM "AuditEvent" WHERE "id" IN (SELECT "eventId" FROM "AuditLeaf" WHERE "index" >= 300)`,
    `DELETE FROM "AuditLeaf" WHERE "index" >= 300`,
    `DELETE FROM "AuditCheckpoint" WHERE "size" > 300`,
    `UPDATE "AuditTree" SET "size" = 300, "edge" = ARRAY[(SELECT substr("hashes", 1, 44 * 32) FROM "AuditTile" WHERE "level" = 0 AND "n" = 1), substr("edge"[2], 1, 32)]`,
    `DELETE FROM "AuditTile" WHERE "n" > 0`,
  ];
  expect(await after(cut)).toMatchObject({ isGood: true, size: 300 });
  expect(first(await after(cut, [{ by: 'the witness', note: await noteOf(900) }]))).toEqual({ code: 'shortened', index: 300, what: 'the witness' });
});

test('a checkpoint that was signed again over another root, with the log’s own key, does not pass', async () => {
  const note = await signNote(checkpointText({ origin: signer.name, size: 600, root: leafHash(Uint8Array.of(1)) }), signer);
  const result = await after([`UPDATE "AuditCheckpoint" SET "note" = '${note}' WHERE "size" = 600`]);
  expect(result.findings).toEqual([{ code: 'wrong_root', index: 300, what: 'checkpoint over 600 entries' }]);
});

test('a checkpoint of somebody else’s key does not pass, nor one of another log', async () => {
  const other = signerOf(signer.name, drawSigningKey());
  const note = await signNote(checkpointText({ origin: signer.name, size: 600, root: leafHash(Uint8Array.of(1)) }), other);
  expect(first(await after([`UPDATE "AuditCheckpoint" SET "note" = '${note}' WHERE "size" = 600`]))?.code).toBe('bad_signature');
  const elsewhere = signerOf('other.example/audit', drawSigningKey());
  const foreign = await signNote(checkpointText({ origin: elsewhere.name, size: 600, root: leafHash(Uint8Array.of(1)) }), elsewhere);
  expect(first(await after([`UPDATE "AuditCheckpoint" SET "note" = '${foreign}' WHERE "size" = 900`]))?.code).toBe('other_log');
});

test('a fork is told by what a witness saw of the other branch', async () => {
  const note = await signNote(checkpointText({ origin: signer.name, size: 450, root: leafHash(Uint8Array.of(2)) }), signer);
  expect(first(await after([], [{ by: 'the witness', note }]))).toEqual({ code: 'forked', index: 300, what: 'the witness' });
});

test('columns that were changed beside an untouched leaf are named, and an event that was kept out of the log', async () => {
  const result = await after([`UPDATE "AuditEvent" SET "reason" = 'a better one' WHERE "id" = ${event(12)}`]);
  expect(first(result)).toEqual({ code: 'column_changed', index: 12, what: 'reason' });
  const stray = await after([
    `INSERT INTO "AuditEvent" ("id", "actorKind", "actorName", "requestId", "action", "outcome", "targets", "details", "leaf") VALUES (gen_random_uuid(), 'system', 'x', 'x', 'case.read', 'done', '[]', '{}', '')`,
  ]);
  expect(first(stray)?.code).toBe('not_in_log');
});

test('a month that was detached still verifies by its hashes, and says that its words were not read', async () => {
  const month = new Date().toISOString().slice(0, 7);
  const detach = [`ALTER TABLE "AuditEvent" DETACH PARTITION "AuditEvent_${month.replace('-', '_')}"`];
  expect(await after(detach, [], [month])).toMatchObject({ isGood: true, size: 900, elsewhere: 900 });
});

test('a month that is gone without anybody having said so is a fault, be it taken out or never made', async () => {
  const month = new Date().toISOString().slice(0, 7);
  const table = `"AuditEvent_${month.replace('-', '_')}"`;
  for (const tamper of [[`DROP TABLE ${table}`], [`ALTER TABLE "AuditEvent" DETACH PARTITION ${table}`]]) {
    const result = await after(tamper, [], ['2020-01']);
    expect(result.findings).toEqual([{ code: 'month_missing', index: 0, what: month }]);
  }
});

test('a checkpoint that stands where another belongs is named, though its signature is good', async () => {
  const result = await after([`UPDATE "AuditCheckpoint" SET "note" = '${await noteOf(300)}' WHERE "size" = 600`]);
  expect(result.findings).toEqual([{ code: 'misplaced', index: 600, what: 'checkpoint over 600 entries' }]);
});

test('what no checkpoint stands over is not called good without a word', async () => {
  expect(await after([`DELETE FROM "AuditCheckpoint" WHERE "size" > 600`])).toMatchObject({ isGood: true, size: 600, unsigned: 300 });
});
