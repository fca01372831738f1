import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { runLimited } from './limited';

const LIMITS = { seconds: 20, memoryBytes: 128 * 1024 * 1024 };
const shell = (script: string, limits = LIMITS) => runLimited('/bin/sh', ['-c', script], ['ignore', 'pipe', 'pipe'], limits);

test('the child knows nothing of our environment', async () => {
  const { child, ended } = shell('env | cut -d= -f1 | sort');
  const names = (await text(child.stdout as Readable)).trim().split('\n');
  expect(names.filter((name) => !['LC_ALL', 'NODE_ENV', 'PATH', 'PWD', 'OLDPWD', 'SHLVL', '_'].includes(name))).toEqual([]);
  expect(await ended).toMatchObject({ how: 'by_itself', status: 0 });
});

test('it can write into what it was given, and into no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-limited-'));
  try {
    const { child, ended } = shell(`echo through; trap '' XFSZ; echo plaintext > ${folder}/leak; echo $? `);
    expect(await text(child.stdout as Readable)).toMatch(/^through\n[1-9]/);
    await ended;
    for (const name of await readdir(folder)) expect(readFileSync(join(folder, name), 'utf8')).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});

const canBeCutOff = spawnSync('unshare', ['--map-root-user', '--net', 'true']).status === 0;

test.skipIf(!canBeCutOff)('it has no network (where Linux gives it a namespace of its own)', async () => {
  const { child, ended } = shell('cat /proc/net/dev');
  const interfaces = [...(await text(child.stdout as Readable)).matchAll(/^\s*(\w+):/gm)].map(([, name]) => name);
  expect(interfaces.filter((name) => name !== 'lo')).toEqual([]);
  await ended;
});

test('time is limited on the clock', async () => {
  expect((await shell('exec sleep 60', { ...LIMITS, seconds: 0.2 }).ended).how).toBe('too_slow');
});

test('it ends when it is stopped, and says what it said until then', async () => {
  const limited = shell('echo words >&2; echo ready; exec sleep 60');
  await once(limited.child.stdout as Readable, 'data');
  limited.stop();
  expect(await limited.ended).toEqual({ how: 'stopped', words: 'words\n' });
});

const canDieWithParent = spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;

/** Gone, or dead and waiting for somebody to ask how it ended. */
function isGone(pid: string): boolean {
  const path = `/proc/${pid}/stat`;
  return !existsSync(path) || / Z /.test(readFileSync(path, 'latin1'));
}

test.skipIf(!canDieWithParent)('it dies with us, also when we are killed (where setpriv can see to it)', async () => {
  const program = `import { runLimited } from ${JSON.stringify(resolve('lib/evidence/video/limited.ts'))};
    runLimited('/bin/sh', ['-c', 'echo $$; exec sleep 60'], ['ignore', 'inherit', 'pipe'], ${JSON.stringify(LIMITS)});`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = String(line).trim();
  expect(isGone(pid)).toBe(false);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isGone(pid)).toBe(true), { timeout: 5_000 });
});
