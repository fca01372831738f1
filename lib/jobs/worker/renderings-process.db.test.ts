import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Caller, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { receiveMedia } from '@/lib/evidence';
import { MEBIBYTE } from '@/lib/evidence/schema';
import { hostilePictures, draw } from '@/lib/evidence/testing';
import { type PlatformActor, randomIds, systemClock } from '@/lib/kernel';
import { WORKER } from '@/lib/kernel/programs';

const database = testDatabase();
const MOST = 512 * MEBIBYTE;
const SOON = { timeout: 90_000, interval: 50 };

let platform: Caller<PlatformActor>;
let worker: ChildProcess | undefined;
let said = '';

beforeAll(async () => {
  const id = randomIds.next();
  await db().apiKey.create({ data: { id, name: id, scopes: ['intake.media'], createdAt: systemClock.now() } });
  platform = { actor: { kind: 'platform', id, name: 'Example Messenger', scopes: ['intake.media'] }, clock: systemClock, ids: randomIds, requestId: randomIds.next() };
});
afterEach(async () => {
  if (worker?.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
});

function startWorker(): number {
  said = '';
  worker = spawn(process.execPath, WORKER, {
    env: { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  worker.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return worker.pid ?? 0;
}

async function send(bytes: Buffer, contentType: string): Promise<string> {
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType, contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  return received.value.receipt.mediaId;
}

const outcome = async (id: string) => {
  const { state, unreadableCode } = await db().media.findUniqueOrThrow({ where: { id } });
  return unreadableCode ?? state;
};

// Linux alone tells what children a process has and how much memory each of them ever had.
const isLinux = existsSync('/proc/self/status');
const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const children = (pid: number): number[] => readdirSync('/proc').map(Number).filter((other) => Number(/PPid:\s+(\d+)/.exec(read(`/proc/${other}/status`))?.[1]) === pid);
const family = (pid: number): number[] => [pid, ...children(pid).flatMap(family)];
/** Its share of what is in memory: pages that two processes have in common count half for each. */
const held = (pid: number) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
const decoderOf = (pid: number) => children(pid).find((child) => read(`/proc/${child}/cmdline`).includes('derive/child/main.ts'));

test.skipIf(!isLinux)('a queue of hostile files: each is kept with its reason, worker and decoder stay below 512 MiB together, and the photograph behind them is ready', async () => {
  const hostile = hostilePictures();
  const sent: { id: string; code: string }[] = [];
  for (const { bytes, type, code } of hostile) sent.push({ id: await send(bytes, type), code });
  sent.push({ id: await send(await draw(7).jpeg().toBuffer(), 'image/jpeg'), code: 'ready' });
  const pid = startWorker();
  let most = 0;
  await expect.poll(async () => {
    most = Math.max(most, family(pid).reduce((sum, process) => sum + held(process), 0));
    return { said, outcomes: await Promise.all(sent.map(({ id }) => outcome(id))) };
  }, SOON).toEqual({ said: '', outcomes: sent.map(({ code }) => code) });
  expect(most).toBeGreaterThan(100 * MEBIBYTE);
  expect(most).toBeLessThan(MOST);
}, 120_000);

test.skipIf(!isLinux)('a decoder that is killed in the middle: its job is tried again, and the photograph is ready', async () => {
  const first = await send(await draw(8).jpeg().toBuffer(), 'image/jpeg');
  const pid = startWorker();
  await expect.poll(() => outcome(first), SOON).toBe('ready');
  // Stopped, it has the next file and answers nothing; then it is killed, as by a machine that is out of memory.
  const decoder = decoderOf(pid) ?? 0;
  process.kill(decoder, 'SIGSTOP');
  const second = await send(await draw(9).jpeg().toBuffer(), 'image/jpeg');
  await expect.poll(async () => {
    const jobs = await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`derive-media:${second}`} AND locked_at IS NOT NULL`;
    return jobs.length;
  }, SOON).toBe(1);
  process.kill(decoder, 'SIGKILL');
  await expect.poll(() => outcome(second), SOON).toBe('ready');
  expect(decoderOf(pid)).not.toBe(decoder);
}, 120_000);
