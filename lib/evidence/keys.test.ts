import { randomBytes } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { log } from '@/lib/kernel';
import { keyFile, parseKeys, useKeySource } from './key-source';
import { newObjectKey, unwrapKey, wrapKey } from './keys';

log.level = 'silent';
const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-keys-'));
const path = join(folder, 'keys');
const [first, second, third] = [1, 2, 3].map(() => randomBytes(32).toString('base64')) as [string, string, string];
afterAll(() => rm(folder, { recursive: true }));

async function hold(...lines: string[]): Promise<void> {
  await writeFile(`${path}.new`, lines.join('\n'));
  await rename(`${path}.new`, path);
}

test('the first key of the file wraps and all unwrap, in a process that runs while the file changes', async () => {
  await hold(first);
  useKeySource(keyFile(path));
  const old = newObjectKey();
  expect(unwrapKey(old)).toEqual(old.key);
  await hold(second, first, '');
  const young = newObjectKey();
  expect(young.kekId).not.toBe(old.kekId);
  expect([unwrapKey(old), unwrapKey(young)]).toEqual([old.key, young.key]);
  await hold(second);
  expect(() => unwrapKey(old)).toThrow(old.kekId);
  expect(unwrapKey(young)).toEqual(young.key);
});

test('a wrap that was changed, or put under another key’s name, does not open; a destroyed key neither', async () => {
  await hold(second, first);
  const { wrappedKey, kekId, key } = newObjectKey();
  await hold(first, second);
  const other = wrapKey(key);
  const changed = Uint8Array.from(wrappedKey);
  changed[3]! ^= 1;
  expect(() => unwrapKey({ wrappedKey: changed, kekId })).toThrow();
  expect(() => unwrapKey({ wrappedKey, kekId: other.kekId })).toThrow();
  expect(() => unwrapKey({ wrappedKey: new Uint8Array(), kekId })).toThrow('was destroyed');
});

test('a file that turns bad, or away, leaves a running process the keys it had; a new one says what is wrong and repeats no key', async () => {
  await hold(third);
  const source = keyFile(path);
  const before = source.keys();
  await hold(third.slice(0, 20));
  expect(source.keys()).toBe(before);
  await rm(path);
  expect(source.keys()).toBe(before);
  expect(() => keyFile(path).keys()).toThrow('ENOENT');
  expect(() => parseKeys('', 'f')).toThrow('holds no key');
  let words = '';
  try {
    parseKeys(`${first}\n${second.slice(0, 20)}`, 'f');
  } catch (error) {
    words = String(error);
  }
  expect(words).toContain('key 2 has 15');
  for (const key of [first, second.slice(0, 20)]) expect(words).not.toContain(key);
});
