import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { blackPng } from '../testing/hostile';
import { draw } from '../testing/pictures';
import { DecoderEnded, DecoderTooSlow } from './decoder';
import { PICTURE_LIMITS } from './limits';
import { openPool } from './pool';
import type { Task } from './task';

vi.setConfig({ testTimeout: 30_000 });

const pool = openPool(1);
afterAll(() => pool.close());

const jpeg = await draw(4).jpeg().toBuffer();
/** Keeps a decoder busy for a second or so. */
const slow = blackPng(9_000, 9_000, { colour: 'rgb' });
const task = (type: 'image/jpeg' | 'image/png', limits = PICTURE_LIMITS): Task => ({ task: 'derive', type, limits });
const run = (signal?: AbortSignal) => pool.run(task('image/jpeg'), jpeg, 1_000_000, signal);
const isThere = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('one process decodes one file after the other, however many come at once', async () => {
  await run();
  const pids = pool.pids();
  const answers = await Promise.all(Array.from({ length: 8 }, () => run()));
  expect(answers.map(({ header, parts }) => [(header as { state: string }).state, parts.length])).toEqual(Array(8).fill(['ready', 3]));
  expect(pool.pids()).toEqual(pids);
  expect(pids).toHaveLength(1);
});

test.skipIf(!existsSync('/proc/self/environ'))('it has none of our secrets, and can write no file (looked up in /proc)', async () => {
  await run();
  const [pid] = pool.pids();
  const names = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean).map((line) => line.split('=')[0]);
  expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name ?? '')).sort()).toEqual(['MALLOC_ARENA_MAX', 'NODE_ENV', 'TSX_DISABLE_CACHE', 'VIPS_DISC_THRESHOLD']);
  expect(readFileSync(`/proc/${pid}/limits`, 'utf8')).toMatch(/Max file size +0 +0 +bytes[^]*Max core file size +0 +0 +bytes/);
});

const mayUnshare = spawnSync('unshare', ['--map-root-user', '--net', 'true']).status === 0;
test.skipIf(!mayUnshare)('it has no network (where Linux lets us take it away)', async () => {
  await run();
  const [pid] = pool.pids();
  const devices = readFileSync(`/proc/${pid}/net/dev`, 'utf8').split('\n').slice(2).filter(Boolean).map((line) => line.split(':')[0]?.trim());
  expect(devices).toEqual(['lo']);
  expect(readlinkSync(`/proc/${pid}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
});

test('killed in the middle it is missed, and the next file has another', async () => {
  await run();
  const [before] = pool.pids();
  const cut = pool.run(task('image/png'), slow, 1_000_000);
  process.kill(before!, 'SIGKILL');
  const error: unknown = await cut.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DecoderEnded);
  expect((error as DecoderEnded).isKilled).toBe(true);
  await run();
  expect(pool.pids()).not.toContain(before);
});

test('a flood of damaged files does not cost a process each', async () => {
  await run();
  const pids = pool.pids();
  const damaged = await Promise.all(Array.from({ length: 5 }, () => pool.run(task('image/jpeg'), jpeg.subarray(0, 200), 1_000_000)));
  expect(damaged.map(({ header }) => header)).toEqual(Array(5).fill({ state: 'unreadable', code: 'damaged' }));
  expect(pool.pids()).toEqual(pids);
});

test('killed while it had nothing to do, nobody notices', async () => {
  await run();
  const [before] = pool.pids();
  process.kill(before!, 'SIGKILL');
  await expect.poll(() => isThere(before!)).toBe(false);
  expect((await run()).parts).toHaveLength(3);
});

test('over its time it is killed', async () => {
  await run();
  const [before] = pool.pids();
  await expect(pool.run(task('image/png', { ...PICTURE_LIMITS, seconds: 0.02 }), slow, 1_000_000)).rejects.toBeInstanceOf(DecoderTooSlow);
  await expect.poll(() => isThere(before!)).toBe(false);
  expect((await run()).parts).toHaveLength(3);
});

test('over its memory it says so and is gone', async () => {
  const { header } = await pool.run(task('image/png', { ...PICTURE_LIMITS, memoryBytes: 20_000_000 }), slow, 1_000_000);
  expect(header).toEqual({ state: 'unreadable', code: 'too_much_memory' });
  expect((await run()).parts).toHaveLength(3);
});

test('an answer longer than it may be is none', async () => {
  await expect(pool.run(task('image/jpeg'), jpeg, 500)).rejects.toBeInstanceOf(DecoderEnded);
  expect((await run()).parts).toHaveLength(3);
});

test('who waits no longer is answered with their own reason, and whoever comes next is served', async () => {
  await run();
  const stop = new AbortController();
  const reason = new Error('no longer wanted');
  const cut = [pool.run(task('image/png'), slow, 1_000_000, stop.signal), run(stop.signal)].map((running) => running.catch((error: unknown) => error));
  stop.abort(reason);
  expect(await Promise.all(cut)).toEqual([reason, reason]);
  expect((await run()).parts).toHaveLength(3);
});

test('it ends with whoever started it, in the middle of a file too', async () => {
  const program = `
    import { openPool } from './lib/evidence/derive/pool';
    import { blackPng } from './lib/evidence/testing/hostile';
    const pool = openPool(1);
    const limits = ${JSON.stringify(PICTURE_LIMITS)};
    const running = pool.run({ task: 'derive', type: 'image/png', limits }, blackPng(9000, 9000, { colour: 'rgb' }), 1e6);
    console.log(pool.pids()[0] ?? (await new Promise((resolve) => setImmediate(() => resolve(pool.pids()[0])))));
    await running;`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isThere(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
});
