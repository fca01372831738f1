import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataDir } from './data-dir';
import { openSecrets } from './secrets';

const root = mkdtempSync(join(tmpdir(), 'watchkeeper-data-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('one data folder has one launcher, until it gives the folder back', async () => {
  const dir = join(root, 'one');
  const giveBack = await claimDataDir(dir);
  await expect(claimDataDir(dir)).rejects.toThrow(/already runs on this data folder/);
  await giveBack();
  await (await claimDataDir(dir))();
});

test('a claim left by a process that is gone, or whose number another process has now, counts for nothing', async () => {
  const dir = join(root, 'two');
  await (await claimDataDir(dir))();
  for (const owner of [{ pid: 2 ** 22 + 1, start: '1' }, { pid: process.pid, start: '1' }]) {
    writeFileSync(join(dir, 'launcher.json'), JSON.stringify(owner));
    await (await claimDataDir(dir))();
  }
});

test('a folder that cannot be made is named, with what to do', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(claimDataDir(join(root, 'file', 'below'))).rejects.toMatchObject({ name: 'Trouble', message: expect.stringContaining('cannot be used') as string, remedy: expect.stringContaining('DATA_DIR') as string });
});

test('a secret is made once and kept', async () => {
  const secrets = await openSecrets(root);
  const first = await secrets.keep('key', () => 'made');
  expect([first, await secrets.keep('key', () => 'made again'), await secrets.find('other')]).toEqual(['made', 'made', undefined]);
});
