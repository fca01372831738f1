import { beforeEach, expect, test } from 'vitest';
import { type Announcement, type Ctx, listen, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { drawSigningKey, page, proofs, record, sequence, signerOf, tail } from '../index';
import { isIncluded } from '../log/verify-proof';
import { leafHash } from '../log/hash';
import { parseCheckpoint } from '../log/checkpoint';

const database = testDatabase();
const signer = signerOf('desk.example/audit', drawSigningKey());
let sue: PersonActor;

beforeEach(async () => {
  sue = await addPerson(database.client, 'supervisor');
});

async function as<T>(run: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(database.client, (tx) => run(contextOf(tx, sue)));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}
const act = (ctx: Ctx, reason?: string) => record(ctx, { action: 'item.released', details: {}, reason });
const write = (reason?: string) => as(async (ctx) => ok(await act(ctx, reason)));
const readings = () => database.client.auditEvent.count({ where: { action: 'audit.read', actorId: sue.id } });
const lastEvent = () => database.client.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });

test('what takes long to be written is not passed by', async () => {
  await sequence(database.client, signer);
  let { size: since } = (await as((ctx) => page(ctx, {}))).log;
  const seen: (string | null)[] = [];
  const look = async () => {
    await sequence(database.client, signer);
    const found = await as((ctx) => tail(ctx, { since, action: 'item.released' }));
    since = found.next;
    seen.push(...found.rows.map(({ reason }) => reason));
  };
  await transact(database.client, async (tx) => {
    await act(contextOf(tx, sue), 'slow');
    await write('quick');
    await look();
    return ok();
  });
  await look();
  expect(seen).toEqual(['quick', 'slow']);
});

test('following the trail is on record once a minute, and a page that was just read counts', async () => {
  await as((ctx) => tail(ctx, { since: 0, outcome: 'done' }));
  await as((ctx) => tail(ctx, { since: 0, outcome: 'done' }));
  expect(await readings()).toBe(1);
  await as((ctx) => page(ctx, { outcome: 'failed' }));
  await as((ctx) => tail(ctx, { since: 0, outcome: 'failed', live: '1' }));
  expect(await readings()).toBe(2);
});

test('one look goes through so many entries at most and says that there are more', async () => {
  await as(async (ctx) => {
    for (let n = 0; n < 510; n += 1) await act(ctx, `n ${n}`);
    return ok();
  });
  await sequence(database.client, signer);
  const first = await as((ctx) => tail(ctx, { since: 0 }));
  expect(first).toMatchObject({ next: 500, goesOn: true });
  expect(await as((ctx) => tail(ctx, { since: first.next }))).toMatchObject({ goesOn: false });
});

test('open pages are told once a batch that the log has grown, and not when it has not', async () => {
  const heard: Announcement[] = [];
  const off = listen((announcement) => heard.push(announcement));
  try {
    await expect.poll(async () => {
      await write();
      await write();
      await sequence(database.client, signer);
      return heard.length;
    }).toBeGreaterThan(0);
    await expect.poll(() => heard.at(-1)).toEqual({ topic: 'audit', id: '' });
    const before = heard.length;
    await sequence(database.client, signer);
    await write();
    await write();
    await sequence(database.client, signer);
    await expect.poll(() => heard.length).toBe(before + 1);
  } finally {
    off();
  }
});

test('proofs lead from the entries to the newest checkpoint; what waits, and what nobody wrote, is told apart', async () => {
  await write('placed');
  await sequence(database.client, signer);
  const placed = await lastEvent();
  await write('waiting');
  const waiting = await lastEvent();
  const { rows } = await database.owner.query<{ id: string }>(
    `INSERT INTO "AuditEvent" ("id","actorKind","actorName","requestId","action","outcome","targets","details","leaf")
     SELECT gen_random_uuid(),"actorKind","actorName","requestId","action","outcome","targets","details","leaf" FROM "AuditEvent" WHERE "id" = $1 RETURNING "id"`,
    [placed.id],
  );
  const { checkpoint, verifierKey, events } = await as((ctx) => proofs(ctx, { event: [placed.id, waiting.id, rows[0]!.id] }));
  expect(verifierKey).toBe(signer.verifierKey);
  expect(events.slice(1).map(({ state }) => state)).toEqual(['waiting', 'nowhere']);
  const [first] = events;
  const { size, root } = parseCheckpoint(checkpoint ?? '')!;
  const proof = first?.state === 'placed' ? first.hashes.map((hash) => Buffer.from(hash, 'base64')) : [];
  expect(isIncluded({ index: first?.state === 'placed' ? first.index : -1, size, leafHash: leafHash(placed.leaf), proof, root })).toBe(true);
});
