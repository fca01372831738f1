import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { openText, readOriginal, unwrapKey } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { liftHold } from '../holds/lift';
import { DAY_MS, WHY, openRetentionDesk } from '../testing/desk';
import { carryOut } from './carry-out';
import { destroyEvidence } from './execute';
import { withdrawDestruction } from './withdraw';

const database = testDatabase();
const YEAR = 366 * DAY_MS;

let sandbox: OpenSandbox;
let clock: OpenSandbox['clock'];
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;

beforeAll(async () => {
  sandbox = await openSandbox();
  ({ clock } = sandbox);
  desk = await openRetentionDesk(database, clock, sandbox.hotline);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const wordsOf = (result: { ok: true } | { ok: false; problem: { code: string; safeMessage: string } }) => (result.ok ? 'done' : `${result.problem.code}: ${result.problem.safeMessage}`);
const item = (id: string) => db().item.findUniqueOrThrow({ where: { id }, include: { messages: true, media: { include: { media: true } } } });
const actions = (destructionId: string) => db().$queryRaw<{ action: string }[]>`SELECT "action" FROM "AuditEvent" WHERE "targets" @> ${JSON.stringify([{ type: 'destruction', id: destructionId }])}::jsonb AND "action" NOT LIKE 'item.%' ORDER BY "seq"`.then((rows) => rows.map(({ action }) => action));

test('when the year is over two people have a case destroyed: one asks, another agrees, and its keys are gone with an entry for each', async () => {
  const { number, caseId, itemId, mediaIds: [mediaId = ''], reportId } = await desk.filedCase();

  expect(wordsOf(await desk.request(number))).toContain('conflict: It is kept: One year from a report to NCMEC, until 2027-11-23.');
  clock.advance(YEAR);
  const { destructionId } = must(await desk.request(number));
  expect(wordsOf(await desk.approve(destructionId, desk.liaison))).toContain('forbidden: You asked for it yourself');
  await desk.execute(destructionId);
  await readOriginal(await db().media.findUniqueOrThrow({ where: { id: mediaId } }));

  must(await desk.approve(destructionId));
  const jobs = await database.owner.query(`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'destroy-evidence'`);
  expect(jobs.rows).toEqual([{ key: `destroy-evidence:${destructionId}` }]);
  await desk.execute(destructionId);
  await desk.execute(destructionId);

  const gone = await item(itemId);
  expect([gone.wrappedKey.length, gone.media[0]?.media.wrappedKey.length, gone.media[0]?.media.state]).toEqual([0, 0, 'destroyed']);
  expect((await db().case.findUniqueOrThrow({ where: { id: caseId } })).wrappedKey).toHaveLength(0);
  expect(() => unwrapKey(gone)).toThrow('destroyed');
  expect(desk.dropped).toEqual([caseId]);
  expect(await actions(destructionId)).toEqual(['destruction.requested', 'destruction.approved', 'destruction.executed', 'destruction.done']);
  expect(await db().auditEvent.count({ where: { itemId, action: 'item.destroyed' } })).toBe(1);
  const row = await db().destruction.findUniqueOrThrow({ where: { id: destructionId } });
  expect(row).toMatchObject({ state: 'done', requestedById: desk.liaison.id, approvedById: desk.supervisor.id, beyondRestoreAt: null });
  expect(row.certificate).toMatchObject({ destroyed: [{ what: 'file', id: mediaId, sha256: gone.media[0]?.media.sha256 }, { what: 'item', id: itemId }, { what: 'report', id: reportId }, { what: 'case', id: caseId }] });
  // What was done, decided and reported stays; who the people were does not.
  expect(await db().report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: 'filed' });
  expect(await db().ipEvent.count({ where: { itemId } })).toBe(0);
  expect(await db().account.findUniqueOrThrow({ where: { id: gone.subjectId } })).toMatchObject({ screenName: null, emails: [] });
});

test('the operator’s command does what two people agreed to, with entry and certificate, and nothing else', async () => {
  const { number, mediaIds: [mediaId = ''] } = await desk.filedCase();
  clock.advance(YEAR);
  const carry = (named: string) => carryOut(desk.destroyTools, { number: named });
  expect(wordsOf(await carry('D-2000-00001'))).toContain('not_found');
  const { destructionId, number: named } = must(await desk.request(number));
  expect(wordsOf(await carry(named))).toContain('conflict: Nobody has agreed to it yet');
  await readOriginal(await db().media.findUniqueOrThrow({ where: { id: mediaId } }));

  // Nor does the database take a row for it that says so without two people.
  for (const [approvedById, rule] of [[null, 'by_two_people'], [desk.liaison.id, 'approved_by_another']] as const) {
    await expect(db().destruction.update({ where: { id: destructionId }, data: { state: 'approved', approvedById } })).rejects.toThrow(`Destruction_${rule}`);
  }
  await readOriginal(await db().media.findUniqueOrThrow({ where: { id: mediaId } }));

  must(await desk.approve(destructionId));
  expect(must(await carry(named))).toMatchObject({ isDone: true });
  expect(must(await carry(named))).toMatchObject({ isDone: true });
  expect(await actions(destructionId)).toEqual(['destruction.requested', 'destruction.approved', 'destruction.executed', 'destruction.done']);
  const { certificate } = await db().destruction.findUniqueOrThrow({ where: { id: destructionId } });
  expect(certificate).toMatchObject({ requested: { by: desk.liaison.name }, agreed: { by: desk.supervisor.name } });

  const other = await desk.filedCase();
  clock.advance(YEAR);
  const stopped = must(await desk.request(other.number));
  must(await desk.as(desk.liaison, (ctx) => withdrawDestruction(ctx, { destructionId: stopped.destructionId, reason: 'Not after all' })));
  expect(wordsOf(await carry(stopped.number))).toContain('conflict: It was withdrawn');
});

test('what is destroyed of a case stands on its timeline, every file of it', async () => {
  const { number, caseId, mediaIds: [mediaId = ''] } = await desk.filedCase();
  clock.advance(YEAR);
  await desk.destroy(number);
  expect(await db().auditEvent.findMany({ where: { action: 'evidence.destroyed', caseId }, select: { targets: true } })).toEqual([{ targets: [{ type: 'media', id: mediaId }] }]);
});

test('nothing under a hold is destroyed: not by a request, an agreement, the worker, the operator’s command, the desk’s own work, nor by SQL', async () => {
  const { number, caseId, itemId, mediaIds: [mediaId = ''] } = await desk.filedCase();
  const agencyId = await desk.agency();
  clock.advance(YEAR);
  const asked = must(await desk.request(number));
  must(await desk.approve(asked.destructionId));

  // Placed after everybody agreed, and before the worker comes to it.
  const { holdId } = must(await desk.hold(number));
  await desk.execute(asked.destructionId);
  expect(await db().destruction.findUniqueOrThrow({ where: { id: asked.destructionId } })).toMatchObject({ state: 'withdrawn', destroyedAt: null, outcome: expect.stringMatching(/^Not done, though it was agreed to: .*hold.*Nothing was destroyed/) as string });
  expect(await actions(asked.destructionId)).toContain('destruction.refused');

  const kept = 'Legal hold, REF-1, until it is lifted';
  expect(wordsOf(await desk.request(number))).toContain(kept);
  expect(wordsOf(await desk.request(number, { kind: 'agency_demand', agencyId, reference: 'D-1' }))).toContain(kept);

  const waiting = randomIds.next();
  await db().destruction.create({ data: { id: waiting, number: `D-${waiting}`, caseId, kind: 'expiry', itemIds: [itemId], isWholeCase: false, reason: WHY, requestedById: desk.liaison.id, requestedAt: clock.now() } });
  expect(wordsOf(await desk.approve(waiting))).toContain(kept);
  await db().destruction.update({ where: { id: waiting }, data: { state: 'approved', approvedById: desk.supervisor.id } });
  expect(must(await carryOut(desk.destroyTools, { number: `D-${waiting}` }))).toMatchObject({ isDone: false, words: expect.stringContaining(kept) as string });
  expect(await db().destruction.findUniqueOrThrow({ where: { id: waiting } })).toMatchObject({ state: 'withdrawn' });

  await db().erasureRequest.create({ data: { id: randomIds.next(), apiKeyId: randomIds.next(), reference: 'r', platform: 'Example Messenger', externalId: (await db().account.findFirstOrThrow({ where: { cases: { some: { id: caseId } } } })).externalId, receivedAt: clock.now() } });
  await desk.tend();
  await desk.runDestructions();
  expect(await db().erasureRequest.count({ where: { state: 'waiting' } })).toBe(1);

  for (const [table, id] of [['Media', mediaId], ['Item', itemId], ['Case', caseId]]) {
    await expect(database.owner.query(`UPDATE "${table}" SET "wrappedKey" = '' WHERE "id" = $1`, [id])).rejects.toThrow(/a hold keeps this/);
  }
  const { media: [held], ...whole } = await item(itemId);
  expect(openText(unwrapKey(whole), { purpose: 'message', id: whole.messages[0]!.id }, whole.messages[0]!.sealedText!)).toBe('a harmless line');
  await readOriginal(held!.media);

  must(await desk.as(desk.liaison, (ctx) => liftHold(ctx, { holdId, reason: 'The trial is over' })));
  // For three days the desk waits for whoever lifted it by mistake.
  for (const days of [0, 2]) {
    clock.advance(days * DAY_MS);
    await desk.tend();
    await desk.runDestructions();
    expect((await item(itemId)).wrappedKey).not.toHaveLength(0);
  }
  clock.advance(2 * DAY_MS);
  await desk.tend();
  await desk.runDestructions();
  await desk.tend();
  expect(await db().erasureRequest.count({ where: { state: 'waiting' } })).toBe(0);
  expect((await item(itemId)).wrappedKey).toHaveLength(0);
});

test('an agency of the United States has files destroyed within the year, and the words go when the year is over', async () => {
  const { number, itemId, mediaIds: [mediaId = ''] } = await desk.filedCase();
  const [us, uk] = [await desk.agency('US'), await desk.agency('GB')];
  expect(wordsOf(await desk.request(number, { kind: 'agency_demand', agencyId: uk, reference: 'UK-1' }))).toContain('One year from a report to NCMEC');

  const done = await desk.destroy(number, { kind: 'agency_demand', agencyId: us, reference: 'US-1' });
  expect(done).toMatchObject({ state: 'done', outcome: 'Files alone: what keeps the words is still running.', certificate: { destroyed: [{ what: 'file', id: mediaId }] } });
  const left = await item(itemId);
  expect([left.media[0]?.media.state, left.wrappedKey.length > 0]).toEqual(['destroyed', true]);
  clock.advance(YEAR);
  await desk.destroy(number);
  expect((await item(itemId)).wrappedKey).toHaveLength(0);
});

test('a file that another item still holds stays, and goes with the last of them', async () => {
  const first = await desk.filedCase();
  const shared = first.mediaIds[0] ?? '';
  const other = await desk.filedCase({ more: { messages: [{ externalId: 'm', senderId: 'u-shared', sentAt: '2026-11-20T08:15:00+01:00', media: [shared], flagged: true }], subject: { externalId: 'u-shared' } } });
  clock.advance(YEAR);
  await desk.destroy(first.number);
  const kept = await db().media.findUniqueOrThrow({ where: { id: shared } });
  await readOriginal(kept);
  expect(await db().auditEvent.findFirstOrThrow({ where: { action: 'destruction.executed', caseId: first.caseId } })).toMatchObject({ details: { files: 0, filesLeft: 1 } });
  await desk.destroy(other.number);
  expect(await db().media.findUniqueOrThrow({ where: { id: shared } })).toMatchObject({ state: 'destroyed' });
});

test('an open case, an undecided item and a second request are refused; a withdrawn one is never done', async () => {
  const waiting = await desk.sendItem(1);
  const { case: open } = await db().item.findUniqueOrThrow({ where: { id: waiting.itemId }, include: { case: true } });
  expect(wordsOf(await desk.request(open.number))).toContain('Close the case first');
  expect(wordsOf(await desk.request(open.number, { items: [1] }))).toContain('1 item that nobody has decided yet');
  expect(wordsOf(await desk.request(open.number, { items: [2] }))).toContain('no item of one of these numbers');
  expect(wordsOf(await desk.request('C-1999-00001'))).toContain('not_found');

  const { itemId } = await desk.decided('other_policy');
  const { number } = await desk.closed(itemId);
  const { destructionId } = must(await desk.request(number));
  expect(wordsOf(await desk.request(number))).toContain('is under way for this case');
  must(await desk.approve(destructionId));
  must(await desk.as(desk.supervisor, (ctx) => withdrawDestruction(ctx, { destructionId, reason: 'It was a mistake' })));
  await desk.execute(destructionId);
  expect((await item(itemId)).wrappedKey.length).toBeGreaterThan(0);
  await expect(database.owner.query(`UPDATE "Destruction" SET "state" = 'approved', "approvedById" = NULL WHERE "id" = $1`, [destructionId])).rejects.toThrow('Destruction_by_two_people');
});

test('a worker that was killed between the keys and the files goes on where it was', async () => {
  const { number } = await desk.filedCase();
  clock.advance(YEAR);
  const { destructionId } = must(await desk.request(number));
  must(await desk.approve(destructionId));
  await expect(destroyEvidence({ ...desk.destroyTools, dropPackages: () => Promise.reject(new Error('killed')) }, { destructionId })).rejects.toThrow('killed');
  expect(await db().destruction.findUniqueOrThrow({ where: { id: destructionId } })).toMatchObject({ state: 'destroying', doneAt: null });
  await desk.runDestructions();
  expect(await db().destruction.findUniqueOrThrow({ where: { id: destructionId } })).toMatchObject({ state: 'done' });
  expect(await actions(destructionId)).toEqual(['destruction.requested', 'destruction.approved', 'destruction.executed', 'destruction.done']);
});
