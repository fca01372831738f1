import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { db } from '@/lib/db';
import { receiveMedia } from '@/lib/evidence';
import { type NcmecHotline, ncmecHotline } from '@/lib/hotlines';
import { minimalReport } from '@/lib/hotlines/testing';
import { receiveItems } from '@/lib/intake';
import { type PlatformActor, config, randomIds, systemClock } from '@/lib/kernel';
import { fileReport } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import type { Bench, BenchContext } from './measure';

const [REPORTS, FILES, FILE_BYTES, AT_ONCE, LATENCY_MS] = [100, 3, 1_000_000, 8, 50];
const WARM_UP = AT_ONCE;

/** The sandbox hotline as a program of its own, which takes 50 ms longer for every call than it would. */
async function startSlowHotline(): Promise<{ origin: string; hotline: NcmecHotline; stop: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  const { NCMEC_USERNAME: username, NCMEC_PASSWORD: password } = config();
  const sandbox: ChildProcess = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/sandbox.ts'], { env: { ...process.env, SANDBOX_PORT: String(port), LOG_LEVEL: 'warn' }, stdio: ['ignore', 'inherit', 'inherit'] });
  const origin = `http://127.0.0.1:${port}`;
  const hotline = ncmecHotline({ baseUrl: `${origin}/ispws`, username, password, clock: systemClock });
  while ((await hotline.checkStatus()).kind !== 'ok') await pause(100);
  const fault = { call: 'any', kind: 'latency', latencyMs: LATENCY_MS, every: true };
  await fetch(`${origin}/_sandbox/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
  return { origin, hotline, stop: () => sandbox.kill() };
}

/** Reports that wait out their undo, each of an item with three files of its own. */
async function addReports(desk: Desk, count: number): Promise<string[]> {
  const name = `Bench ${randomIds.next()}`;
  const { id } = must(await desk.as({ kind: 'system', name: 'bench' }, (ctx) => createKey(ctx, { ...ORDINARY_KEY, name })));
  const actor: PlatformActor = { kind: 'platform', id, name, scopes: ['intake.media', 'intake.items'] };
  const caller = () => ({ actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() });
  const sendFile = async () => must(await receiveMedia(caller(), { body: new Blob([randomBytes(FILE_BYTES)]).stream(), contentType: 'image/png', contentLength: String(FILE_BYTES) })).receipt.mediaId;
  const sentAt = '2026-11-20T08:15:00+01:00';
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const media = [await sendFile(), await sendFile(), await sendFile()].slice(0, FILES);
    const [outcome] = await receiveItems(caller(), [{
      externalId: `${at}`, platform: name, occurredAt: sentAt, conversation: { externalId: `dm${at}` }, subject: { externalId: `u${at}` }, participants: [{ externalId: `v${at}` }],
      messages: [{ externalId: 'm1', senderId: `u${at}`, sentAt, text: 'The beans are in the second bed.', media, flagged: true }],
      signals: [{ kind: 'user_report', reason: 'child_safety', reporterId: `v${at}` }],
    }]);
    if (!outcome || 'problem' in outcome) throw new Error('The item was refused.');
    ids.push((await desk.report(outcome.receipt.itemId)).reportId);
  }
  return ids;
}

/** Reports a second, AT_ONCE side by side. */
async function rate(reports: readonly string[], file: (id: string) => Promise<void>): Promise<number> {
  const left = [...reports];
  const begin = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) await file(id);
  }));
  return (reports.length * 1_000) / (performance.now() - begin);
}

/** The same calls by the bare client: no database, nothing sealed, nothing kept. */
async function fileBare(hotline: NcmecHotline, bytes: Buffer): Promise<void> {
  const opened = await hotline.open(minimalReport);
  if (opened.kind !== 'ok') throw new Error(opened.message);
  const { reportId } = opened.value;
  const ids: string[] = [];
  for (let file = 0; file < FILES; file += 1) {
    const sent = await hotline.upload(reportId, { name: 'x.png', contentType: 'image/png', byteSize: bytes.length, content: Readable.from([bytes]) });
    if (sent.kind !== 'ok') throw new Error(sent.message);
    ids.push(sent.value.fileId);
  }
  for (const id of ids) await hotline.describe(reportId, id, { fileViewedByEsp: false });
  await hotline.finish(reportId);
}

/** 100 reports with three files of 1 MB each, filed as the worker does, against the same calls by the bare client. */
const bench: Bench = async (context: BenchContext) => {
  const { url, ownerUrl } = context;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const desk = await openDesk({ client: db(), owner, url, ownerUrl }, { now: () => new Date(Date.now() - 60_000) });
  const { origin, hotline, stop } = await startSlowHotline();
  try {
    const reports = await addReports(desk, WARM_UP + REPORTS);
    const reach = () => Promise.resolve({ kind: 'api', hotline, host: origin, parallel: AT_ONCE } as const);
    const tools = { client: db(), databaseUrl: url, reach, clock: systemClock, ids: randomIds, random: Math.random };
    const never = new AbortController().signal;
    const bytes = randomBytes(FILE_BYTES);
    let [absolute, cpuMs] = [0, 0];
    const part = (run: number) => (run === 0 ? reports.slice(0, WARM_UP) : reports.slice(WARM_UP));

    await context.measure({
      metric: 'reports filed, a second, against the bare client of the same run',
      unit: 'ratio', target: 0.5, better: 'higher', runs: 1,
      async subject(run) {
        const before = process.cpuUsage();
        absolute = await rate(part(run), (id) => fileReport(tools, id, never));
        const { user, system } = process.cpuUsage(before);
        cpuMs = (user + system) / 1_000 / part(run).length;
        return absolute;
      },
      baseline: (run) => rate(part(run), () => fileBare(hotline, bytes)),
    });
    const { most } = (await (await fetch(`${origin}/_sandbox/load`)).json()) as { most: number };
    const filed = await db().report.count({ where: { state: 'filed' } });
    await context.measure({ metric: 'reports filed, 8 side by side, three files of 1 MB each, 50 ms a call', unit: 'reports/s', target: 10, better: 'higher', runs: 1, subject: () => Promise.resolve(absolute) });
    await context.measure({ metric: 'CPU time of the filing process', unit: 'ms/report', target: 130, better: 'lower', runs: 1, subject: () => Promise.resolve(cpuMs) });
    await context.measure({ metric: 'reports at once, as the hotline saw it', unit: 'reports', target: AT_ONCE, better: 'lower', runs: 1, subject: () => Promise.resolve(most) });
    await context.measure({ metric: 'reports filed of those sent', unit: 'reports', target: WARM_UP + REPORTS, better: 'higher', runs: 1, subject: () => Promise.resolve(filed) });
  } finally {
    stop();
    await owner.end();
  }
};
export default bench;
