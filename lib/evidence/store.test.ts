import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localFolder } from './local-folder';
import { s3Bucket } from './s3-bucket';
import { type EvidenceStore, NoSuchObject } from './store';
import { type OpenBucket, openBucket } from './testing/s3-server';

let root: string;
let bucket: OpenBucket;
const stores: Partial<Record<string, EvidenceStore>> = {};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'watchkeeper-store-'));
  bucket = await openBucket();
  Object.assign(stores, { 'a folder': localFolder(root), 'a bucket': s3Bucket(bucket.options) });
});
afterAll(async () => {
  await bucket.close();
  await rm(root, { recursive: true });
});

async function* inPieces(bytes: Uint8Array, size = 100_000): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const failing = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* inPieces(bytes);
  throw new Error('the sender went away');
};

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  const store = (): EvidenceStore => stores[kind] ?? expect.fail();
  const put = (name: string, bytes: Uint8Array) => store().put(name, inPieces(bytes));
  const read = async (name: string) => buffer(await store().get(name));
  const names = async (prefix: string) => {
    const found: string[] = [];
    for await (const { name } of store().list(prefix)) found.push(name);
    return found.sort();
  };

  test.each([0, 1, 100_000, 8 * 1024 * 1024, 8 * 1024 * 1024 + 1, 20_000_001])('gives back %i bytes as they were put', async (size) => {
    const bytes = randomBytes(size);
    await put(`sizes/${size}`, bytes);
    expect(Buffer.compare(await read(`sizes/${size}`), bytes)).toBe(0);
  });

  test.each([1_000, 20_000_000])('keeps nothing of a source that fails after %i bytes, and what was there before stays', async (size) => {
    await expect(store().put('whole/new', failing(randomBytes(size)))).rejects.toThrow('the sender went away');
    expect(await names('whole/')).toEqual([]);
    await put('whole/old', Buffer.from('old'));
    await expect(store().put('whole/old', failing(randomBytes(size)))).rejects.toThrow('the sender went away');
    expect((await read('whole/old')).toString()).toBe('old');
    expect(await names('whole/')).toEqual(['whole/old']);
    await store().delete('whole/');
  });

  test('says by name what it does not have', async () => {
    await expect(store().get('nothing/here')).rejects.toEqual(new NoSuchObject('nothing/here'));
    await expect(store().move('nothing/here', 'nothing/there')).rejects.toBeInstanceOf(NoSuchObject);
  });

  test('moves an object, whatever was at its new name', async () => {
    await put('incoming/one', Buffer.from('one'));
    await put('moved/deep/one', Buffer.from('something else'));
    await store().move('incoming/one', 'moved/deep/one');
    expect((await read('moved/deep/one')).toString()).toBe('one');
    expect(await names('incoming/')).toEqual([]);
  });

  test('deletes one object, or all of a folder and no neighbour; deleting twice is no error', async () => {
    for (const name of ['a/x/1', 'a/x/2', 'a/xy', 'a/y/1']) await put(name, Buffer.from(name));
    await store().delete('a/y/1');
    await store().delete('a/x/');
    await store().delete('a/x/');
    await store().delete('a/y/1');
    expect(await names('a/')).toEqual(['a/xy']);
  });

  test('lists more than a page of them, with the time of writing', async () => {
    const many = Array.from({ length: 1_050 }, (_, at) => `many/${String(at).padStart(4, '0')}`);
    for (let at = 0; at < many.length; at += 50) await Promise.all(many.slice(at, at + 50).map((name) => put(name, Buffer.from('x'))));
    expect(await names('many/')).toEqual(many);
    expect(await names('many/100')).toHaveLength(10);
    for await (const { at } of store().list('many/0000')) expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(600_000);
  }, 30_000);

  test('takes puts, moves and deletes of neighbours at once', async () => {
    const turn = async (at: number) => {
      await put(`busy/in/${at}`, Buffer.from(`${at}`));
      await store().move(`busy/in/${at}`, `busy/out/${at}/file`);
      if (at % 2 === 0) await store().delete(`busy/out/${at}/`);
    };
    await Promise.all(Array.from({ length: 40 }, (_, at) => turn(at)));
    expect(await names('busy/')).toEqual(Array.from({ length: 40 }, (_, at) => at).filter((at) => at % 2 === 1).map((at) => `busy/out/${at}/file`).sort());
  });
});

test('a folder that neighbours keep removing, being empty, stops neither a put nor a move', async () => {
  const folder = localFolder(join(root, 'removed'));
  const turn = async (at: number) => {
    for (let round = 0; round < 60; round += 1) {
      await folder.put(`in/${at}`, inPieces(Buffer.from(`${at}`)));
      if ((at + round) % 2 === 0) {
        await folder.move(`in/${at}`, `out/deep/${at}`);
        await folder.delete(`out/deep/${at}`);
      } else {
        await folder.delete(`in/${at}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, (_, at) => turn(at)));
  for await (const { name } of folder.list('')) expect.fail(name);
  await expect(folder.move('in/none', 'out/none')).rejects.toBeInstanceOf(NoSuchObject);
}, 60_000);

test('a folder is open to nobody but its owner, and keeps neither parts nor empty folders', async () => {
  const folder = localFolder(join(root, 'own'));
  await folder.put('ab/cd/file', inPieces(randomBytes(10)));
  expect((await stat(join(root, 'own', 'ab'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(root, 'own', 'ab', 'cd', 'file'))).mode & 0o777).toBe(0o600);
  await folder.delete('ab/cd/file');
  expect(await readdir(join(root, 'own'))).toEqual([]);
});

test('a write that a crash cut short is listed, so that it can be swept, and is not the object', async () => {
  const folder = localFolder(join(root, 'crashed'));
  await folder.put('ab/file', inPieces(Buffer.from('whole')));
  await writeFile(join(root, 'crashed', 'ab', 'file.0badcafe.part'), 'half');
  const listed: string[] = [];
  for await (const { name } of folder.list('')) listed.push(name);
  expect(listed.sort()).toEqual(['ab/file', 'ab/file.0badcafe.part']);
  expect((await buffer(await folder.get('ab/file'))).toString()).toBe('whole');
});

test('a store that is not reached says so, and the words hold no credentials', async () => {
  const away = s3Bucket({ ...bucket.options, endpoint: 'http://127.0.0.1:1', credentials: { accessKeyId: 'canary-id', secretAccessKey: 'canary-secret' } });
  const error: unknown = await away.get('any').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(NoSuchObject);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).stack)).not.toContain('canary');
});
