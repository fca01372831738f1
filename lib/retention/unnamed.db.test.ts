import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { readOriginal } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { DAY_MS, openRetentionDesk } from './testing/desk';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openRetentionDesk(database, sandbox.clock, sandbox.hotline);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

test('a file that no item has named in thirty days is destroyed, on the record and in no case, and one that is named is not', async () => {
  const { clock } = sandbox;
  const [lost, kept] = [await desk.sendPicture(), (await desk.sendItem(1)).mediaIds[0] ?? ''];
  const row = (id: string) => db().media.findUniqueOrThrow({ where: { id } });
  clock.advance(29 * DAY_MS);
  const young = await desk.sendPicture();
  await desk.tend();
  const before = await row(lost);
  await readOriginal(before);

  clock.advance(DAY_MS);
  await desk.tend();
  expect(await row(lost)).toMatchObject({ state: 'destroyed', wrappedKey: new Uint8Array(), sha256: before.sha256, destroyedAt: clock.now() });
  await expect(readOriginal(before)).rejects.toThrow('has no');
  for (const id of [kept, young]) await readOriginal(await row(id));
  const destroyed = () => db().auditEvent.findMany({ where: { action: 'evidence.destroyed' } });
  expect(await destroyed()).toMatchObject([{ actorKind: 'system', caseId: null, reason: 'No item named it in 30 days', targets: [{ type: 'media', id: lost }] }]);
  await desk.tend();
  expect(await destroyed()).toHaveLength(1);
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
