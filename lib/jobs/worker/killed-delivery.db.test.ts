import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { drawWebhookSecret } from '@/lib/hotlines';
import { ok, systemClock } from '@/lib/kernel';
import { reportsOfCase, saveHotlineSetting, switchHotline } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { workerProcesses } from './testing/workers';

const database = testDatabase();
/** What a report made now has already waited, as the workers see it, whose clock is right. */
const clock = { now: () => new Date(systemClock.now().getTime() - 10_000) };
const SOON = { timeout: 60_000, interval: 50 };

/** A company's own gateway: takes a report once under its id, however often it is sent, and answers with the same number. */
const numbers = new Map<string, string>();
/** Ids in the order in which they came in. */
const sent: string[] = [];
const hanging: ServerResponse[] = [];
/** What becomes of what is sent first under an id: nothing, or all of it and no answer. */
const fates = new Map<string, 'lost' | 'taken'>();
let gateway: Server;
let desk: Desk;
const workers = workerProcesses(() => ({ DATABASE_URL: database.url }));

beforeAll(async () => {
  gateway = createServer((request, response) => {
    request.resume().on('end', () => {
      const id = String(request.headers['webhook-id']);
      const fate = sent.includes(id) ? undefined : fates.get(id);
      sent.push(id);
      const isKnown = numbers.has(id);
      if (fate !== 'lost') numbers.set(id, numbers.get(id) ?? `G-${numbers.size + 1}`);
      if (fate) hanging.push(response);
      else response.writeHead(isKnown ? 409 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ reference: numbers.get(id) }));
    });
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  desk = await openDesk(database, clock);
  const admin = await desk.person('admin');
  const which = { hotline: 'gateway', isTest: true };
  const address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/reports`;
  must(await desk.as(admin, (ctx) => saveHotlineSetting(ctx, { ...which, address, credentials: { secret: drawWebhookSecret() }, parallel: 8 })));
  must(await desk.as(admin, (ctx) => switchHotline(ctx, { ...which, isOn: true, confirmation: '' })));
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});

async function make(fate: 'lost' | 'taken'): Promise<string> {
  const { reportId } = await desk.report((await desk.sendItem(2)).itemId);
  await database.client.report.update({ where: { id: reportId }, data: { hotline: 'gateway', channel: 'webhook' } });
  fates.set(reportId, fate);
  return reportId;
}

test('killed while a report is delivered, before and after the gateway took it, the next worker delivers it under the same id, and its number is the one on the case', { timeout: 240_000 }, async () => {
  const reports = [await make('lost'), await make('taken')];
  const states = async () => Promise.all(reports.map(async (id) => (await desk.stored(id)).state));
  workers.start();
  await expect.poll(() => ({ sent: [...sent].sort(), said: workers.said() }), SOON).toEqual({ sent: [...reports].sort(), said: '' });
  expect(hanging).toHaveLength(2);
  expect(await states()).toEqual(['delivering', 'delivering']);
  expect(await workers.endAll('SIGKILL')).toEqual([null]);
  expect(await states()).toEqual(['delivering', 'delivering']);

  workers.start();
  await expect.poll(async () => ({ states: await states(), said: workers.said() }), SOON).toEqual({ states: ['filed', 'filed'], said: '' });
  expect([...sent].sort()).toEqual([...reports, ...reports].sort());
  for (const reportId of reports) {
    const stored = await desk.stored(reportId);
    const onCase = must(await desk.as(desk.moderator, async (ctx) => ok(await reportsOfCase(ctx, stored.caseId))));
    expect(onCase.map(({ state, receipt }) => [state, receipt])).toEqual([['filed', numbers.get(reportId)]]);
    expect(stored.clocks).toHaveLength(1);
  }
});
