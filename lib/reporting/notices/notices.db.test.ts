import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { transact } from '@/lib/db';
import { drawWebhookSecret } from '@/lib/hotlines';
import { type PersonActor, manualClock, ok, randomIds } from '@/lib/kernel';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { startPreservation } from '@/lib/retention';
import { reconcile } from '../reconcile';
import { announceFiled, deliverNotice, retryNotice, sealNoticeSecret } from './index';
import { openNoticeSecret } from './secret';

const PLATFORM = 'Example Messenger';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const tools = { client: database.client, clock, ids: randomIds, random: () => 0 };
const system = { kind: 'system', name: 'test' } as const;
const secret = drawWebhookSecret();
const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let status = 200;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/elsewhere' } : {}).end();
  });
});
let desk: Desk;
let sue: PersonActor;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  desk = await openDesk(database, clock);
  sue = await desk.person('supervisor');
  await database.client.platformWebhook.create({
    data: { platform: PLATFORM, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, ...sealNoticeSecret(PLATFORM, secret), updatedAt: clock.now(), updatedById: sue.id },
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  received.length = 0;
  status = 200;
  await database.client.platformWebhook.updateMany({ data: { isOn: true } });
});

/** A report as the step that says `filed` leaves it, in one transaction; as often as asked. */
async function fileOne(times = 1): Promise<{ reportId: string; itemId: string; externalId: string; account: string }> {
  const { itemId } = await desk.sendItem(0);
  const { reportId } = await desk.report(itemId);
  const item = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { subject: true } });
  await database.client.report.update({ where: { id: reportId }, data: { state: 'filed', filedAt: clock.now(), hotlineReportId: '4711' } });
  await desk.as(system, async (ctx) => {
    await startPreservation(ctx, { caseId: item.caseId, reportId, filedAt: clock.now() });
    for (let count = 0; count < times; count += 1) await announceFiled(ctx, { id: reportId });
    return ok();
  });
  return { reportId, itemId, externalId: item.externalId, account: item.subject.externalId };
}

const noticeOf = (reportId: string) => database.client.notice.findFirstOrThrow({ where: { reportId } });
const deliver = (noticeId: string) => deliverNotice(tools, noticeId, new AbortController().signal);
const trail = async (noticeId: string) =>
  (await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ type: 'notice', id: noticeId }] } }, orderBy: { seq: 'asc' } })).map(({ action, details }) => [action, details]);
const jobs = (noticeId: string) => database.owner.query<{ count: string }>('SELECT count(*) FROM graphile_worker.jobs WHERE key = $1', [`deliver-notice:${noticeId}`]).then(({ rows }) => Number(rows[0]?.count));

test('a platform is told once of a filed report, with a signature that anybody with the secret can check', async () => {
  const { reportId, externalId, account } = await fileOne(2);
  const { id } = await noticeOf(reportId);
  await deliver(id);
  await deliver(id);
  expect(received).toHaveLength(1);
  const { headers, body } = received[0] ?? { headers: {}, body: '' };
  const signed = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64');
  expect([headers['webhook-id'], headers['webhook-signature']]).toEqual([id, `v1,${signed}`]);
  expect(JSON.parse(body)).toEqual({
    type: 'report.filed',
    timestamp: '2026-11-23T09:00:00.000Z',
    data: { itemExternalIds: [externalId], accountExternalId: account, acts: ['remove', 'suspend', 'preserve'], preserveUntil: '2027-11-23T09:00:00.000Z', isTest: true },
  });
  for (const tipping of ['ncmec', 'csam', '4711', 'hotline', reportId]) expect(body.toLowerCase()).not.toContain(tipping);
  expect(await noticeOf(reportId)).toMatchObject({ state: 'delivered', attempts: 1, httpStatus: 200, problem: null, deliveredAt: clock.now() });
  expect(await trail(id)).toEqual([['notice.delivered', { status: 200 }]]);
});

test('no address, or one that is switched off, means no notice; a report is filed all the same', async () => {
  await database.client.platformWebhook.updateMany({ data: { isOn: false } });
  const { reportId } = await fileOne();
  expect(await database.client.notice.count({ where: { reportId } })).toBe(0);
});

test('there is no notice without its report: what is rolled back is not told', async () => {
  const { itemId } = await desk.sendItem(0);
  const { reportId } = await desk.report(itemId);
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  await expect(transact(database.client, async (tx) => {
    const ctx = { tx, clock, ids: randomIds, requestId: randomIds.next(), actor: system };
    await startPreservation(ctx, { caseId, reportId, filedAt: clock.now() });
    await announceFiled(ctx, { id: reportId });
    throw new Error('the step failed');
  })).rejects.toThrow('the step failed');
  expect(await database.client.notice.count({ where: { reportId } })).toBe(0);
});

test.each([500, 302, 404])('a platform that answers %i is told again with growing pauses for three days, then a person has to look', async (answer) => {
  const { reportId } = await fileOne();
  const { id } = await noticeOf(reportId);
  status = answer;
  const pauses: number[] = [];
  const began = clock.now();
  while ((await noticeOf(reportId)).state === 'waiting') {
    const from = clock.now().getTime();
    await deliver(id);
    const { nextAt, state } = await noticeOf(reportId);
    if (state !== 'waiting') break;
    // Before its time nothing is sent.
    await deliver(id);
    pauses.push(nextAt.getTime() - from);
    clock.advance(nextAt.getTime() - from);
  }
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(received).toHaveLength(pauses.length + 1);
  expect(clock.now().getTime() - began.getTime()).toBeGreaterThan(3 * DAY_MS);
  const stuck = await noticeOf(reportId);
  expect(stuck).toMatchObject({ state: 'stuck', httpStatus: answer, attempts: pauses.length + 1 });
  expect(stuck.problem).toBe('The platform did not take the notice. The report itself is filed. When the cause is removed, a supervisor sends the notice again.');
  expect(await trail(id)).toEqual([['notice.stuck', { code: 'refused' }]]);
  // The same message each time, so that the platform can tell a repetition.
  expect(new Set(received.map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`)).size).toBe(1);
});

test('a stuck notice is alerted once, sent again by a supervisor, and then the alert is over', async () => {
  const standing = async () => (await database.client.alert.findMany({ where: { kind: 'notice_stuck' } })).filter(({ details }) => !Object.hasOwn(details as object, 'overAt'));
  await database.client.notice.updateMany({ where: { state: 'stuck' }, data: { state: 'delivered' } });
  await reconcile(tools);
  const { reportId } = await fileOne();
  const { id } = await noticeOf(reportId);
  status = 410;
  await deliver(id);
  expect(await noticeOf(reportId)).toMatchObject({ state: 'stuck', attempts: 1, httpStatus: 410 });
  await reconcile(tools);
  await reconcile(tools);
  expect(await standing()).toHaveLength(1);

  status = 204;
  must(await desk.as(sue, (ctx) => retryNotice(ctx, { noticeId: id })));
  expect(await jobs(id)).toBe(1);
  await deliver(id);
  await reconcile(tools);
  expect(await standing()).toEqual([]);
  expect((await trail(id)).map(([action]) => action)).toEqual(['notice.stuck', 'notice.retried', 'notice.delivered']);
  expect(await desk.as(sue, (ctx) => retryNotice(ctx, { noticeId: id }))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await desk.as(sue, (ctx) => retryNotice(ctx, { noticeId: randomIds.next() }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});

test('two workers at once deliver one notice once, and a notice whose worker died is found again', async () => {
  const { reportId } = await fileOne();
  const { id } = await noticeOf(reportId);
  await Promise.all([deliver(id), deliver(id), deliver(id)]);
  expect(received).toHaveLength(1);

  const lost = await fileOne();
  const notice = await noticeOf(lost.reportId);
  await database.owner.query('DELETE FROM graphile_worker._private_jobs WHERE key = $1', [`deliver-notice:${notice.id}`]);
  await reconcile(tools);
  expect(await jobs(notice.id)).toBe(1);
});

test('an address that was switched off meanwhile stops the notice where a person sees it', async () => {
  const { reportId } = await fileOne();
  await database.client.platformWebhook.updateMany({ data: { isOn: false } });
  await deliver((await noticeOf(reportId)).id);
  expect(received).toHaveLength(0);
  expect(await noticeOf(reportId)).toMatchObject({ state: 'stuck', problem: expect.stringContaining('switched off') as string });
});

test('a secret opens in the row of its platform alone', () => {
  const sealed = sealNoticeSecret('One', secret);
  expect(openNoticeSecret({ platform: 'One', ...sealed })).toBe(secret);
  expect(() => openNoticeSecret({ platform: 'Other', ...sealed })).toThrow();
});
