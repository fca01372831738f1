import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test, vi } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock, randomIds } from '@/lib/kernel';
import { fileReport } from '../file';
import { reachOf } from '../reach-of';
import { type Desk, must, openDesk } from '../testing';
import { enterReference, grantFile, readPacket, remindOfReferences, takeFile } from './index';

vi.hoisted(() => {
  Object.assign(process.env, { PROVIDER_COUNTRY: 'GB' });
});

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T12:00:00Z'));
const HOUR_MS = 3_600_000;
let desk: Desk;
let sue: PersonActor;

beforeAll(async () => {
  desk = await openDesk(database, clock);
  sue = await desk.person('supervisor');
});

/** A report to the NCA that waits to be handed in, with one picture and its conversation. */
async function prepared(more: Parameters<Desk['report']>[1] = {}): Promise<{ reportId: string; itemId: string; caseId: string; mediaIds: string[] }> {
  const sent = await desk.sendItem(1);
  const { reportId } = await desk.report(sent.itemId, more);
  clock.advance(15_000);
  const tools = { client: database.client, databaseUrl: database.url, reach: reachOf({ client: database.client, clock }), clock, ids: randomIds, random: () => 0 };
  await fileReport(tools, reportId, new AbortController().signal);
  const { caseId } = await desk.stored(reportId);
  return { ...sent, reportId, caseId };
}

const packetOf = (reportId: string, by: PersonActor = desk.moderator) => desk.as(by, (ctx) => readPacket(ctx, { reportId }));
const grant = (reportId: string, fileId: string, by: PersonActor = desk.moderator) => desk.as(by, (ctx) => grantFile(ctx, { reportId, fileId }));
const taken = (reportId: string, fileId: string, actor: PersonActor = desk.moderator) => takeFile({ actor, clock, ids: randomIds, requestId: randomIds.next() }, { reportId, fileId });
const enter = (reportId: string, reference: string, by: PersonActor = desk.moderator) => desk.as(by, (ctx) => enterReference(ctx, { reportId, reference }));
const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }) => (result.ok ? 'ok' : result.problem.code);
const audited = (reportId: string, action: string) => database.client.auditEvent.count({ where: { action, targets: { array_contains: [{ type: 'report', id: reportId }] } } });
const remind = () => remindOfReferences({ client: database.client, clock, ids: randomIds });
const alertsNow = async () => (await database.client.alert.findMany({ where: { kind: 'reference_due', audience: 'supervisor' } })).filter(({ details }) => !Object.hasOwn(details as object, 'overAt')).length;

test('a report for an authority without an API waits for its number, and its packet is made of what was decided', async () => {
  const { reportId } = await prepared();
  expect(await desk.stored(reportId)).toMatchObject({ hotline: 'uk-nca', channel: 'portal', state: 'awaiting_reference', hotlineReportId: null, routeReason: expect.stringMatching(/National Crime Agency/) as string });
  const view = must(await packetOf(reportId));
  expect(view).toMatchObject({ isFiled: false, receipt: null, hotline: 'National Crime Agency', reference: { label: 'NCA reference' } });
  expect(view.packet?.files.map(({ name }) => name)).toHaveLength(view.fileIds.length);
  expect(view.packet?.sections.flatMap(({ fields }) => fields).find(({ key }) => key === 'uploadAddress')?.value).toMatch(/^203\.0\.113\.7 port 443/);
  expect([await audited(reportId, 'report.packet_read'), await audited(reportId, 'report.read')]).toEqual([1, 0]);
});

test('a file leaves once for each time it is asked for, whole, and on the record before its first byte', async () => {
  const { reportId, mediaIds } = await prepared();
  const view = must(await packetOf(reportId));
  const [fileId = '', chatId = ''] = view.fileIds;
  expect(codeOf(await taken(reportId, fileId))).toBe('not_found');
  expect(must(await grant(reportId, fileId)).href).toBe(`/api/reports/${reportId}/files/${fileId}`);
  const file = must(await taken(reportId, fileId));
  expect(await audited(reportId, 'report.file_taken')).toBe(1);
  const bytes = await buffer(file.content);
  const { sha256 } = await database.client.media.findUniqueOrThrow({ where: { id: mediaIds[0] ?? '' } });
  expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([sha256, file.byteSize]);
  expect(codeOf(await taken(reportId, fileId))).toBe('not_found');
  expect([await audited(reportId, 'report.file_granted'), await audited(reportId, 'report.file_taken')]).toEqual([1, 1]);

  must(await grant(reportId, chatId));
  const chat = must(await taken(reportId, chatId));
  expect((await buffer(chat.content)).toString()).toContain('a harmless line');
});

test('a grant is of one person, one session, one file and one minute', async () => {
  const { reportId } = await prepared();
  const [fileId = '', other = ''] = must(await packetOf(reportId)).fileIds;
  must(await grant(reportId, fileId));
  expect(codeOf(await taken(reportId, other))).toBe('not_found');
  expect(codeOf(await taken(reportId, fileId, sue))).toBe('not_found');
  expect(codeOf(await taken(reportId, fileId, { ...desk.moderator, sessionId: randomIds.next() }))).toBe('not_found');
  clock.advance(60_000);
  expect(codeOf(await taken(reportId, fileId))).toBe('not_found');
  expect(await audited(reportId, 'report.file_taken')).toBe(0);
});

test('twenty requests with one grant take the file once', async () => {
  const { reportId } = await prepared();
  const [fileId = ''] = must(await packetOf(reportId)).fileIds;
  must(await grant(reportId, fileId));
  const all = await Promise.all(Array.from({ length: 20 }, () => taken(reportId, fileId)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of all) if (each.ok) each.value.content.destroy();
});

test('somebody who is kept away from the case finds no packet, no file and no place for a number', async () => {
  const { reportId, caseId } = await prepared();
  const away = await desk.person('moderator');
  const [fileId = ''] = must(await packetOf(reportId)).fileIds;
  must(await grant(reportId, fileId, away));
  must(await desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: away.id, reason: 'knows the account' })));
  expect([codeOf(await packetOf(reportId, away)), codeOf(await grant(reportId, fileId, away)), codeOf(await taken(reportId, fileId, away)), codeOf(await enter(reportId, 'NCA-2026-1', away))]).toEqual(['not_found', 'not_found', 'not_found', 'not_found']);
});

test('a file of another report is none of this one’s', async () => {
  const [one, other] = [await prepared(), await prepared()];
  const [fileId = ''] = must(await packetOf(other.reportId)).fileIds;
  expect(codeOf(await grant(one.reportId, fileId))).toBe('not_found');
});

test('the number files the report, with its receipt, its preservation and its entry, once', async () => {
  const { reportId } = await prepared();
  const [fileId = ''] = must(await packetOf(reportId)).fileIds;
  must(await grant(reportId, fileId));
  expect(codeOf(await enter(reportId, '<script>'))).toBe('invalid');
  expect(must(await enter(reportId, 'NCA-2026-0001'))).toEqual({ receipt: 'NCA-2026-0001' });
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', hotlineReportId: 'NCA-2026-0001', filedAt: clock.now(), remindAt: null, clocks: [{ startsAt: clock.now() }, { startsAt: clock.now() }] });
  expect(await audited(reportId, 'report.filed')).toBe(1);
  expect(codeOf(await enter(reportId, 'NCA-2026-0002'))).toBe('conflict');
  expect(must(await packetOf(reportId))).toMatchObject({ isFiled: true, receipt: 'NCA-2026-0001' });
  // What was granted before is over with it.
  expect([codeOf(await taken(reportId, fileId)), codeOf(await grant(reportId, fileId))]).toEqual(['not_found', 'not_found']);
});

test('once it is filed, what a packet says is open to who asked for it and to supervisors; others find its number', async () => {
  const { reportId } = await prepared();
  const colleague = await desk.person('moderator');
  expect(must(await packetOf(reportId, colleague))).toMatchObject({ isClosed: false, packet: expect.anything() as object });
  must(await enter(reportId, 'NCA-2026-0050', colleague));
  expect(must(await packetOf(reportId, colleague))).toMatchObject({ isClosed: true, packet: null, fileIds: [], receipt: 'NCA-2026-0050' });
  for (const one of [desk.moderator, sue]) expect(must(await packetOf(reportId, one))).toMatchObject({ isClosed: false, packet: expect.anything() as object });
  expect([await audited(reportId, 'report.packet_read'), await audited(reportId, 'report.read')]).toEqual([3, 1]);
});

test('a number that two people enter for two reports at once is one report’s, and a supplement may share its report’s', async () => {
  const [one, other, more] = [await prepared(), await prepared(), await prepared()];
  const codes = (await Promise.all([enter(one.reportId, 'NCA-2026-0060'), enter(other.reportId, 'NCA-2026-0060', sue)])).map(codeOf);
  expect(codes.sort()).toEqual(['invalid', 'ok']);
  const filed = await database.client.report.findFirstOrThrow({ where: { hotlineReportId: 'NCA-2026-0060' } });
  const second = [one, other].find(({ reportId }) => reportId !== filed.id);
  await expect(database.client.report.update({ where: { id: second?.reportId ?? '' }, data: { state: 'filed', hotlineReportId: 'NCA-2026-0060' } })).rejects.toThrow(/nique/);
  await database.client.report.update({ where: { id: more.reportId }, data: { supplementOfId: filed.id } });
  expect(must(await enter(more.reportId, 'NCA-2026-0060'))).toEqual({ receipt: 'NCA-2026-0060' });
});

test('the number of one report is not another’s, and a report that does not wait for one takes none', async () => {
  const [one, other] = [await prepared(), await prepared()];
  must(await enter(one.reportId, 'NCA-2026-0100'));
  expect(codeOf(await enter(other.reportId, 'NCA-2026-0100'))).toBe('invalid');
  const { itemId } = await desk.sendItem(0);
  const waiting = await desk.report(itemId);
  expect(codeOf(await enter(waiting.reportId, 'NCA-2026-0101'))).toBe('conflict');
  expect(codeOf(await packetOf(waiting.reportId))).toBe('not_found');
});

test('a number that is late is one alert, sooner where somebody is in danger, and it is over with the last number', async () => {
  await database.client.report.updateMany({ where: { state: 'awaiting_reference' }, data: { remindAt: null } });
  const [one, urgent] = [await prepared(), await prepared({ dangerNow: ['meeting_planned'], dangerReason: 'They meet tomorrow.' })];
  await remind();
  expect(await alertsNow()).toBe(0);
  clock.advance(HOUR_MS);
  await remind();
  await remind();
  expect(await alertsNow()).toBe(1);
  must(await enter(urgent.reportId, 'NCA-2026-0200'));
  expect(await alertsNow()).toBe(0);
  clock.advance(23 * HOUR_MS);
  await remind();
  expect(await alertsNow()).toBe(1);
  must(await enter(one.reportId, 'NCA-2026-0201'));
  expect(await alertsNow()).toBe(0);
});

test('whoever acknowledged that a number is late is reminded again a day later, for as long as it is not entered', async () => {
  await database.client.report.updateMany({ where: { state: 'awaiting_reference' }, data: { remindAt: null } });
  const { reportId } = await prepared();
  clock.advance(25 * HOUR_MS);
  await remind();
  for (let day = 0; day < 2; day += 1) {
    await database.client.alert.updateMany({ where: { kind: 'reference_due', audience: 'supervisor', acknowledgedAt: null }, data: { acknowledgedAt: clock.now(), acknowledgedById: sue.id } });
    const open = () => database.client.alert.count({ where: { kind: 'reference_due', audience: 'supervisor', acknowledgedAt: null } });
    clock.advance(23 * HOUR_MS);
    await remind();
    expect([await open(), await alertsNow()]).toEqual([0, 1]);
    clock.advance(HOUR_MS);
    await remind();
    await remind();
    expect([await open(), await alertsNow()]).toEqual([1, 1]);
  }
  must(await enter(reportId, 'NCA-2026-0300'));
  expect(await alertsNow()).toBe(0);
});

test('a report that a gateway would not take can be handed in another way: the number that a person enters files it', async () => {
  const { reportId } = await prepared();
  await database.client.report.update({ where: { id: reportId }, data: { hotline: 'gateway', channel: 'webhook', state: 'refused', problem: 'The gateway refused what was sent.' } });
  expect(must(await packetOf(reportId))).toMatchObject({ isFiled: false, packet: null, fileIds: [] });
  must(await enter(reportId, 'G-2026-1'));
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', hotlineReportId: 'G-2026-1', problem: null });
  const api = await prepared();
  await database.client.report.update({ where: { id: api.reportId }, data: { hotline: 'ncmec', channel: 'api', state: 'refused' } });
  expect([codeOf(await packetOf(api.reportId)), codeOf(await enter(api.reportId, '4711'))]).toEqual(['not_found', 'conflict']);
});
