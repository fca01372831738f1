import { beforeAll, expect, test, vi } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type Actor, type PersonActor, config, ok, randomIds, systemClock } from '@/lib/kernel';
import { readLeavesOf } from '../log/bundle';
import { HASH_BYTES, leafHash, sameHash } from '../log/hash';
import { cosignedAt, isSignedBy, parseNote } from '../log/note';
import { type NoteSigner, drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import { parseProof } from '../log/proof-file';
import { publish } from '../log/publish';
import { integrate } from '../log/sequence';
import { TILE_WIDTH, hashAt, tilePath, tileWidth } from '../log/tile';
import { recordMany } from '../record';
import { cosign, drawWitness } from '../testing';
import { serveEntries } from './entries';
import { serveCheckpoint, serveKey, serveProof, serveTile } from './files';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
/** Sizes over which there were checkpoints: a tile that was not full, one just full, and later ones. */
const SIZES = [100, 256, 300, 700];
const AFTER = 5;
let [auditor, walled]: PersonActor[] = [];
const program: Actor = { kind: 'platform', id: randomIds.next(), name: 'Verifier', scopes: ['audit.read'] };

async function write(count: number, caseId: string | null = null): Promise<void> {
  await transact(database.client, async (tx) => {
    await recordMany(contextOf(tx, auditor!), Array.from({ length: count }, () => ({ action: 'item.released' as const, details: {}, caseId })));
    return ok();
  });
}

beforeAll(async () => {
  [auditor, walled] = [await addPerson(database.client, 'auditor'), await addPerson(database.client, 'auditor')];
  let size = 0;
  for (const next of SIZES) {
    await write(next - size);
    await integrate(database.client);
    size = await publish(database.client, signer);
  }
  // In the tree, and not signed for yet.
  await write(AFTER);
  await integrate(database.client);
});

const tile = async (path: string) => {
  const found = await serveTile(path);
  return found.ok ? found.value : found.problem.code;
};
const entries = async (actor: Actor, path: string) => {
  const found = await serveEntries({ actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }, path);
  return found.ok ? found.value : found.problem.code;
};
const hashesOf = async (path: string): Promise<Uint8Array> => {
  const found = await tile(path);
  if (typeof found === 'string') throw new Error(`${path}: ${found}`);
  return found.bytes;
};
const readings = (actorId: string) => database.client.auditEvent.count({ where: { actorId, action: 'audit.entries_read' } });

test('the checkpoint carries what its witnesses have signed under it, and none of another’s or of another size', async () => {
  const [named, other] = [drawWitness('named'), drawWitness('other')];
  const keys = vi.spyOn(config(), 'AUDIT_WITNESS_KEYS', 'get').mockReturnValue([named.verifierKey]);
  const { client } = database;
  const { note, size } = await client.auditCheckpoint.findFirstOrThrow({ orderBy: { size: 'desc' } });
  const older = await client.auditCheckpoint.findFirstOrThrow({ orderBy: { size: 'asc' } });
  const hear = (witness: NoteSigner, word: string, at: bigint) =>
    client.auditWitness.upsert({ where: { key: witness.verifierKey }, create: { key: witness.verifierKey, note: word, size: at }, update: { note: word, size: at } });
  const served = async () => (await serveCheckpoint().then((found) => (found.ok ? found.value : '')));
  try {
    const at = new Date('2026-11-23T09:00:00Z');
    await hear(other, await cosign(note, other, at), size);
    await hear(named, await cosign(older.note, named, at), older.size);
    expect(await served()).toBe(note);
    await hear(named, await cosign(older.note, named, at), size);
    expect(await served()).toBe(note);
    const cosigned = await cosign(note, named, at);
    await hear(named, cosigned, size);
    expect(await served()).toBe(cosigned);
    const parsed = parseNote(await served())!;
    expect([isSignedBy(parsed, parseVerifierKey(signer.verifierKey)), cosignedAt(parsed, parseVerifierKey(named.verifierKey))]).toEqual([true, at]);
  } finally {
    keys.mockRestore();
    await client.auditWitness.updateMany({ data: { note: null } });
  }
});

test('the checkpoint is the newest that was signed, and the key is what it was signed with', async () => {
  const found = await serveCheckpoint();
  expect(found.ok && found.value.split('\n').slice(0, 2)).toEqual(['desk.example/audit', '700']);
  expect(await serveKey()).toEqual(ok(`${signer.verifierKey}\n`));
});

test('every tile of every size that a checkpoint was made over is there, and is the beginning of what it grew to', async () => {
  for (const size of SIZES) {
    for (let level = 0; tileWidth(level, 0, size) > 0; level += 1) {
      for (let n = 0; tileWidth(level, n, size) > 0; n += 1) {
        const width = tileWidth(level, n, size);
        const path = tilePath({ level, n, width }).slice('tile/'.length);
        const bytes = await hashesOf(path);
        expect([path, bytes.length]).toEqual([path, width * HASH_BYTES]);
        const later = await hashesOf(tilePath({ level, n, width: tileWidth(level, n, 700) }).slice('tile/'.length));
        expect(Buffer.compare(bytes, later.subarray(0, bytes.length))).toBe(0);
      }
    }
  }
});

test('a full tile says that it never changes, one that is not full does not', async () => {
  expect(await tile('0/000')).toMatchObject({ isFull: true });
  expect(await tile('0/002.p/188')).toMatchObject({ isFull: false });
  expect(await tile('1/000.p/2')).toMatchObject({ isFull: false });
});

test('nothing beyond the newest checkpoint is shown, though the tree has it', async () => {
  expect(await database.client.auditTree.findFirst({ select: { size: true } })).toEqual({ size: 705n });
  for (const path of ['0/002.p/189', '0/002', '0/003.p/1', '1/000.p/3', '1/000', '2/000.p/1', '63/000.p/1', '0/x999/x999/x999/x999/999']) {
    expect([path, await tile(path)]).toEqual([path, 'not_found']);
  }
  for (const path of ['002.p/189', '002', '003.p/1', 'x001/000']) expect([path, await entries(program, path)]).toEqual([path, 'not_found']);
});

test('what names no part of the log is refused without being repeated', async () => {
  for (const path of ['0/0', '0/000.p/0', '0/000.p/256', '0/000.p/01', '64/000', '00/000', '0/x000/000', '-1/000', '0/000/', 'entries/000', '0/<script>', '../checkpoint', `0/${'x999/'.repeat(200)}999`]) {
    const found = await serveTile(path);
    expect([path, found.ok ? 'served' : found.problem.code]).toEqual([path, 'invalid']);
    if (!found.ok && path.length > 3) expect(found.problem.safeMessage).not.toContain(path);
  }
  expect(await entries(program, '0')).toBe('invalid');
});

test('the entries of a bundle hash to the tile beside it', async () => {
  for (const [n, width] of [[0, TILE_WIDTH], [1, 44], [2, 188]] as const) {
    const name = `00${n}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
    const [bundle, hashes] = [await entries(program, name), await hashesOf(`0/${name}`)];
    if (typeof bundle === 'string') throw new Error(bundle);
    const { leaves, isWhole } = readLeavesOf(bundle.bytes, width);
    expect(isWhole).toBe(true);
    leaves.forEach((leaf, at) => expect(sameHash(leafHash(leaf), hashAt(hashes, at))).toBe(true));
  }
});

test('that somebody reads entries is written once an hour, also when many bundles are asked for at once; hashes are not', async () => {
  expect(await readings(auditor!.id)).toBe(0);
  await tile('0/000');
  expect(await readings(auditor!.id)).toBe(0);
  await Promise.all(['000', '001', '002.p/188', '000.p/7', '001.p/44'].map((path) => entries(auditor!, path)));
  await entries(auditor!, '000');
  expect(await readings(auditor!.id)).toBe(1);
  // Its own hour for each who reads.
  const other: Actor = { ...program, id: randomIds.next() };
  await entries(other, '000');
  expect(await readings(other.id)).toBe(1);
});

test('who is kept away from a case gets no entries, which hold those of all cases, and no proof of what was done there; both as if there were none', async () => {
  const { client } = database;
  const [keyId, accountId, caseId] = [randomIds.next(), randomIds.next(), randomIds.next()];
  await client.apiKey.create({ data: { id: keyId, name: keyId, scopes: [], createdAt: new Date() } });
  await client.account.create({ data: { id: accountId, platform: 'Example Messenger', externalId: accountId, createdAt: new Date() } });
  await client.case.create({ data: { id: caseId, number: 'C-2026-00001', subjectId: accountId, openedAt: new Date(), wrappedKey: new Uint8Array(40), kekId: 'none' } });
  await write(1, caseId);
  await integrate(client);
  await publish(client, signer);
  const { id: hidden } = await client.auditEvent.findFirstOrThrow({ where: { caseId } });
  const { id: open } = await client.auditEvent.findFirstOrThrow({ where: { action: 'item.released', caseId: null } });
  expect((await serveProof(walled!, hidden)).ok).toBe(true);

  await client.caseWall.create({ data: { id: randomIds.next(), caseId, personId: walled!.id, reason: 'A neighbour', createdAt: new Date(), createdById: auditor!.id } });
  expect([(await serveProof(walled!, hidden)).ok, (await serveProof(walled!, open)).ok, (await serveProof(auditor!, hidden)).ok, (await serveProof(program, hidden)).ok]).toEqual([false, true, true, true]);
  expect(await serveProof(walled!, hidden)).toEqual(await serveProof(walled!, randomIds.next()));
  expect(await entries(walled!, '000')).toBe('not_found');
  expect(await client.auditEvent.findMany({ where: { actorId: walled!.id }, select: { action: true, details: true } })).toEqual([
    { action: 'access.refused', details: { permission: 'audit.entries', code: 'not_found' } },
  ]);
});

test('a proof is there once a checkpoint stands over the event, and not before', async () => {
  await write(1);
  const { id } = await database.client.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect((await serveProof(auditor!, id)).ok).toBe(false);
  await integrate(database.client);
  expect((await serveProof(auditor!, id)).ok).toBe(false);
  const size = await publish(database.client, signer);
  const proof = await serveProof(auditor!, id);
  expect(proof.ok && parseProof(proof.value)?.index).toBe(size - 1);
});
