import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise, openPromise } from 'yauzl';
import { openZip } from '../../verify/zip-source';
import type { Contents } from '../bag/bag';
import type { Entry } from '../bag/counted';
import { zipOf } from './zip';

const AT = new Date('2026-11-23T09:00:04Z');
const GIBIBYTE = 1024 ** 3;
const DONE: Contents = { fileCount: 0, manifestSha256: '' };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* listed(entries: Iterable<Entry>): AsyncGenerator<Entry, Contents> {
  yield* entries;
  return Promise.resolve(DONE);
}
const text = (path: string, content: string): Entry => ({ path, open: () => Readable.from([Buffer.from(content)]) });

/** Writes a ZIP to a file in which zeros take no room, so that one of many gigabytes can be tried. */
async function write(name: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  let at = 0;
  for await (const piece of pieces) {
    if (piece !== ZEROS) await file.write(piece, 0, piece.length, at);
    at += piece.length;
  }
  await file.close();
  return path;
}

const ZEROS = new Uint8Array(16 * 1024 * 1024);
const zeros = (path: string, byteSize: number): Entry => ({
  path,
  byteSize,
  async *open() {
    for (let left = byteSize; left > 0; left -= ZEROS.length) yield Promise.resolve(left < ZEROS.length ? ZEROS.slice(0, left) : ZEROS);
  },
});

test('names in any script come out as they went in, in the folder, with their time in UTC', async () => {
  const path = await write('names.zip', zipOf(listed([text('VERIFY.txt', 'how'), text('data/ملف 🍅.txt', 'bytes'), text('data/empty', '')]), { folder: 'R-1', at: AT }));
  const zip = await openPromise(path);
  const found: [string, string, number][] = [];
  for await (const entry of zip.eachEntry()) found.push([entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString(), entry.getLastModDate({ timezone: 'UTC' }).getTime()]);
  expect(found).toEqual([['R-1/VERIFY.txt', 'how', AT.getTime()], ['R-1/data/ملف 🍅.txt', 'bytes', AT.getTime()], ['R-1/data/empty', '', AT.getTime()]]);
  const opened = await openZip(path);
  expect(opened.findings).toEqual([]);
  await opened.close();
});

test('files and offsets beyond 4 GiB are told in 64 bits, and every byte is accounted for', async () => {
  const entries = [text('first.txt', 'a'), zeros('large.bin', 4 * GIBIBYTE + 5), zeros('just.bin', 2 ** 32 - 1), text('last.txt', 'z')];
  const path = await write('large.zip', zipOf(listed(entries), { folder: 'R-1', at: AT }));
  const opened = await openZip(path);
  expect(opened.findings).toEqual([]);
  expect([...opened.files.values()].map(({ path: name, byteSize }) => [name, byteSize])).toEqual([
    ['R-1/first.txt', 1], ['R-1/large.bin', 4 * GIBIBYTE + 5], ['R-1/just.bin', 2 ** 32 - 1], ['R-1/last.txt', 1],
  ]);
  const last = opened.files.get('R-1/last.txt');
  expect(last && (await buffer(await last.open())).toString()).toBe('z');
  await opened.close();
}, 120_000);

test('a file that turns out larger than 4 GiB without having said so is refused', async () => {
  const { path, open: openIt } = zeros('unsaid.bin', 2 ** 32);
  const packing = async () => {
    for await (const piece of zipOf(listed([{ path, open: openIt }]), { folder: 'R-1', at: AT })) if (piece.length === 0) return;
  };
  await expect(packing()).rejects.toThrow('nobody said beforehand');
}, 120_000);

test('more than 65,535 files are counted in 64 bits', async () => {
  const entries = Array.from({ length: 66_000 }, (_, at) => text(`f/${at}`, `${at}`));
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(listed(entries), { folder: 'R-1', at: AT })) pieces.push(piece);
  const zip = await fromBufferPromise(Buffer.concat(pieces));
  let last = '';
  for await (const { fileName } of zip.eachEntry()) last = fileName;
  expect([zip.entryCount, last]).toEqual([66_000, 'R-1/f/65999']);
}, 120_000);

test('what is read is read once, in order, and no sooner than it is asked for', async () => {
  const opened: string[] = [];
  const entries = ['one', 'two'].map((path): Entry => ({
    path,
    async *open() {
      opened.push(path);
      yield await Promise.resolve(Buffer.from(path));
    },
  }));
  const zip = zipOf(listed(entries), { folder: 'R-1', at: AT });
  await zip.next();
  expect(opened).toEqual([]);
  await zip.next();
  expect(opened).toEqual(['one']);
  await zip.return(DONE);
  expect(opened).toEqual(['one']);
});

test('the same entries at the same time are the same bytes', async () => {
  const digest = async () => {
    const hash = createHash('sha256');
    for await (const piece of zipOf(listed([text('a', 'b')]), { folder: 'R-1', at: AT })) hash.update(piece);
    return hash.digest('hex');
  };
  expect(await digest()).toBe(await digest());
});
