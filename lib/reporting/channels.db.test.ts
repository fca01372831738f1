import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openText, unwrapKey } from '@/lib/evidence';
import type { Answer, Courier, Parcel } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { fileReport } from './file';
import { otherHolds } from './holds';
import { callBinding } from './keep-call';
import { postgresLedger } from './ledger-postgres';
import type { Reach } from './reach';
import { retryReport } from './retry';
import { type Desk, openDesk } from './testing';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
const never = new AbortController().signal;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

async function dueReport(channel: Channel, pictures = 1, urgency = 2_500): Promise<string> {
  const { reportId } = await desk.report((await desk.sendItem(pictures)).itemId);
  await database.client.report.update({ where: { id: reportId }, data: { channel, urgency } });
  sandbox.clock.advance(10_000);
  return reportId;
}
const file = (reportId: string, reach: Reach) => fileReport({ ...desk.tools(sandbox.hotline), reach: () => Promise.resolve(reach) }, reportId, never);
const api = (): Reach => ({ kind: 'api', hotline: sandbox.hotline, host: 'one.example', parallel: 2 });

function courier(answer: (parcel: Parcel) => Partial<Answer<{ reference: string | null }>>): { reach: Reach; parcels: { key: string; bytes: number[] }[] } {
  const parcels: { key: string; bytes: number[] }[] = [];
  const call = { method: 'POST', path: '/', startedAt: sandbox.clock.now(), durationMs: 1 } as const;
  const deliver: Courier['deliver'] = async (parcel) => {
    const bytes: number[] = [];
    for (const { content } of parcel.files) {
      let size = 0;
      for await (const part of content) size += part.byteLength;
      bytes.push(size);
    }
    parcels.push({ key: parcel.key, bytes });
    return { call, ...answer(parcel) } as Answer<{ reference: string | null }>;
  };
  return { reach: { kind: 'courier', courier: { name: 'Gateway', deliver }, host: 'two.example', parallel: 2 }, parcels };
}

test('for a portal a report waits at once for its reference, with a reminder that comes sooner when somebody is in danger', async () => {
  for (const [urgency, hours] of [[2_500, 24], [10, 1]] as const) {
    const reportId = await dueReport('portal', 0, urgency);
    await file(reportId, { kind: 'portal' });
    expect(await desk.stored(reportId)).toMatchObject({ state: 'awaiting_reference', problem: null, calls: [], remindAt: new Date(sandbox.clock.now().getTime() + hours * HOUR_MS) });
  }
});

test('a gateway that answers with a reference has filed; a mail, which cannot, waits for one', async () => {
  const [answered, mailed] = [await dueReport('webhook'), await dueReport('email')];
  const gateway = courier(() => ({ kind: 'ok', value: { reference: 'G-1' } }));
  await file(answered, gateway.reach);
  expect(await desk.stored(answered)).toMatchObject({ state: 'filed', hotlineReportId: 'G-1', clocks: [{ reportId: answered }] });
  expect(gateway.parcels[0]).toMatchObject({ key: answered });
  expect(gateway.parcels[0]?.bytes[0]).toBeGreaterThan(50);
  await file(mailed, courier(() => ({ kind: 'ok', value: { reference: null } })).reach);
  expect(await desk.stored(mailed)).toMatchObject({ state: 'awaiting_reference', hotlineReportId: null, clocks: [], remindAt: expect.any(Date) as Date });
});

test('a mail that bounced is sent again by a supervisor, under the same number; a packet, which a person hands in, is not', async () => {
  const [mailed, packet] = [await dueReport('email', 0), await dueReport('portal', 0)];
  const mail = courier(() => ({ kind: 'ok', value: { reference: null } }));
  await file(mailed, mail.reach);
  await file(packet, { kind: 'portal' });
  const supervisor = await desk.person('supervisor');
  const again = (reportId: string) => desk.as(supervisor, (ctx) => retryReport(ctx, { reportId }));
  expect(await again(packet)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect((await again(mailed)).ok).toBe(true);
  expect(await desk.stored(mailed)).toMatchObject({ state: 'delivering', remindAt: null });
  await file(mailed, mail.reach);
  expect(mail.parcels.map(({ key }) => key)).toEqual([mailed, mailed]);
  expect(await desk.stored(mailed)).toMatchObject({ state: 'awaiting_reference', remindAt: expect.any(Date) as Date });
});

test('a gateway that fails gets the same report again under the same key', async () => {
  const reportId = await dueReport('webhook', 0);
  const gateway = courier(() => (gateway.parcels.length === 1 ? { kind: 'retry', message: 'It failed.', isInDoubt: true } : { kind: 'ok', value: { reference: 'G-2' } }));
  await file(reportId, gateway.reach);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'delivering', problem: expect.stringContaining('Nothing is lost') as string });
  sandbox.clock.advance(HOUR_MS);
  await file(reportId, gateway.reach);
  expect([gateway.parcels.map(({ key }) => key), (await desk.stored(reportId)).state]).toEqual([[reportId, reportId], 'filed']);
});

test('failures of our own are counted apart: a hotline that was long down brings no report closer to being stuck, eight of ours in a row do, and what goes well between them starts anew', async () => {
  const reportId = await dueReport('webhook', 0);
  const broken = courier(() => { throw new Error('a mistake of ours'); });
  const down = courier(() => ({ kind: 'retry', message: 'It failed.', isInDoubt: true }));
  const supervisor = await desk.person('supervisor');
  const failing = async (reach: Reach, times: number) => {
    for (let time = 0; time < times; time += 1) {
      sandbox.clock.advance(HOUR_MS);
      await file(reportId, reach);
    }
    const { state, unexpected } = await desk.stored(reportId);
    return { state, unexpected };
  };
  expect(await failing(down.reach, 12)).toEqual({ state: 'delivering', unexpected: 0 });
  expect(await failing(broken.reach, 7)).toEqual({ state: 'delivering', unexpected: 7 });
  expect(await failing(broken.reach, 1)).toEqual({ state: 'needs_attention', unexpected: 8 });
  expect((await desk.as(supervisor, (ctx) => retryReport(ctx, { reportId }))).ok).toBe(true);
  expect(await failing(broken.reach, 7)).toEqual({ state: 'delivering', unexpected: 7 });
  expect(await failing(courier(() => ({ kind: 'ok', value: { reference: null } })).reach, 1)).toEqual({ state: 'awaiting_reference', unexpected: 0 });
});

test('while a hotline is switched off a report says so and stays on its way; switched on, it goes by itself', async () => {
  const reportId = await dueReport('api', 0);
  await file(reportId, { kind: 'off', why: 'This hotline is switched off.' });
  expect(await desk.stored(reportId)).toMatchObject({ state: 'opening', problem: 'This hotline is switched off.', attempts: 0, calls: [] });
  sandbox.clock.advance(60_000);
  await file(reportId, api());
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', problem: null });
});

test('what the hotline refuses is stuck with what to put right, and nothing of it stays open', async () => {
  const reportId = await dueReport('api', 1);
  await sandbox.addFault({ call: 'finish', kind: 'code', code: 4100, description: 'Validation failed: incidentSummary/platform is longer than 256 characters' });
  await file(reportId, api());
  const stuck = await desk.stored(reportId);
  expect(stuck).toMatchObject({ state: 'refused', hotlineReportId: null, openedAt: null, problemFields: [{ path: 'incidentSummary/platform', words: 'The hotline refused “platform” of incident summary.' }] });
  expect(stuck.calls.map(({ call, outcome }) => `${call} ${outcome}`).slice(-2)).toEqual(['finish rejected', 'retract ok']);
});

test('both sides of a call are kept sealed under the item’s key, for this call alone, and its headers without credentials', async () => {
  const reportId = await dueReport('api', 1);
  await file(reportId, api());
  const { calls, itemId } = await desk.stored(reportId);
  const key = unwrapKey(await database.client.item.findUniqueOrThrow({ where: { id: itemId } }));
  const [submit, upload] = calls;
  if (!submit?.sealedRequest || !upload?.sealedRequest || !submit.sealedResponse) throw new Error('nothing was kept');
  expect(openText(key, callBinding('request', submit.id), submit.sealedRequest)).toContain('<incidentSummary>');
  expect(openText(key, callBinding('response', submit.id), submit.sealedResponse)).toContain('<responseCode>0</responseCode>');
  expect(openText(key, callBinding('request', upload.id), upload.sealedRequest)).toMatch(/\[the file's \d+ bytes, MD5 [0-9a-f]{32}\]/);
  expect(() => openText(key, callBinding('request', upload.id), submit.sealedRequest ?? upload.sealedRequest ?? new Uint8Array())).toThrow();
  expect(Buffer.from(submit.sealedRequest).toString('latin1')).not.toContain('incidentSummary');
  expect(JSON.stringify(calls.map(({ headers }) => headers))).not.toMatch(/authorization|Basic/i);
});

test('no more reports go to a host at once than it takes, however many workers there are, and one that finds no line comes back', async () => {
  const [one, other] = [otherHolds(database.url), otherHolds(database.url)].map((holds) => postgresLedger({ client: database.client, holds, random: () => 0 }));
  const taken = [await one?.takeSlot('one.example', 2), await other?.takeSlot('one.example', 2)];
  expect([taken.every(Boolean), await one?.takeSlot('one.example', 2), await other?.takeSlot('one.example', 2)]).toEqual([true, null, null]);
  expect(await other?.takeSlot('two.example', 1)).toBeTruthy();
  const reportId = await dueReport('api', 0);
  await file(reportId, api());
  expect(await desk.stored(reportId)).toMatchObject({ state: 'waiting', calls: [] });
  await taken[0]?.();
  await file(reportId, api());
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed' });
});
