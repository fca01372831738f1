import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { readOriginal } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { randomIds } from '@/lib/kernel';
import { fileReport } from '@/lib/reporting';
import { openDesk } from '@/lib/reporting/testing';
import { destroyMedia } from './destroy';

const database = testDatabase();

let sandbox: OpenSandbox;
let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

test('a file is destroyed only when no item, report or preservation holds it, and then for good and on the record', async () => {
  const { clock } = sandbox;
  const { itemId, mediaIds: [mediaId = ''] } = await desk.sendItem(1);
  const caller = { actor: { kind: 'system', name: 'operator' }, clock, ids: randomIds, requestId: randomIds.next() } as const;
  const destroy = (id = mediaId) => destroyMedia(caller, { mediaId: id, reason: 'A court ordered it' });
  const refusal = async () => {
    const destroyed = await destroy();
    return destroyed.ok ? 'destroyed' : destroyed.problem.safeMessage;
  };

  expect(await refusal()).toContain('1 item that nobody has decided yet');
  const { reportId } = await desk.report(itemId);
  expect(await refusal()).toContain('1 report that is not finished');
  clock.advance(10_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, new AbortController().signal);
  expect(await refusal()).toContain('One year from a report to NCMEC, until 2027-11-23');
  const media = await db().media.findUniqueOrThrow({ where: { id: mediaId } });
  await readOriginal(media);
  expect(await db().auditEvent.count({ where: { action: 'evidence.destroyed' } })).toBe(0);

  clock.advance(366 * 24 * 60 * 60_000);
  expect(await refusal()).toBe('destroyed');
  expect(await db().media.findUniqueOrThrow({ where: { id: mediaId } })).toMatchObject({ state: 'destroyed', wrappedKey: new Uint8Array(), sha256: media.sha256, destroyedAt: clock.now() });
  await expect(readOriginal(media)).rejects.toThrow('has no');
  expect(await refusal()).toBe('destroyed');
  expect(await db().auditEvent.findMany({ where: { action: 'evidence.destroyed' } })).toMatchObject([{ reason: 'A court ordered it', targets: [{ type: 'media', id: mediaId }] }]);
  expect(await destroy(randomIds.next())).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});

test('an item that names a file is refused once that file is destroyed, also in the same moment, and says what to send again', async () => {
  const { mediaIds: [mediaId = ''] } = await desk.sendItem(1);
  const naming = () => desk.sendItem(0, { messages: [{ externalId: 'm1', senderId: 'late', sentAt: '2026-11-20T08:15:00+01:00', media: [mediaId], flagged: true }], subject: { externalId: 'late' } });
  const isWaiting = async () => (await database.owner.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount;

  const destroying = new pg.Client({ connectionString: database.ownerUrl });
  await destroying.connect();
  await destroying.query('BEGIN');
  await destroying.query('SELECT 1 FROM "Media" WHERE "id" = $1 FOR UPDATE', [mediaId]);
  await destroying.query(`UPDATE "Media" SET "state" = 'destroyed', "wrappedKey" = '', "destroyedAt" = $2 WHERE "id" = $1`, [mediaId, sandbox.clock.now()]);
  const sent = naming();
  const refusal = expect(sent).rejects.toThrow(/messages\/0\/media\/0.*destroyed meanwhile.*send it to \/media again/);
  await expect.poll(isWaiting, { timeout: 10_000 }).toBeGreaterThan(0);
  await destroying.query('COMMIT');
  await destroying.end();
  await refusal;
  await expect(naming()).rejects.toThrow('destroyed meanwhile');
});
