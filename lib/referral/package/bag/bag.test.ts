import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Part } from '../part';
import { type BagOptions, type Contents, bagEntries, plainEntries } from './bag';
import type { Entry } from './counted';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bag-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const OPTIONS: BagOptions = { labels: [['External-Identifier', 'R-2026-00007'], ['Contact-Phone', null]], sign: (bytes) => Buffer.from(`signed ${sha256(bytes)}`) };
const streamed = (path: string, content: string): Part => ({ path, content: () => Promise.resolve(Readable.from([Buffer.from(content.slice(0, 2)), Buffer.from(content.slice(2))])) });
const PARTS: readonly Part[] = [streamed('data/items/E01-1.jpg', 'picture'), { path: 'data/report.pdf', content: 'report' }, { path: 'VERIFY.txt', content: 'how' }];

/** What the entries come to, by path and in their order. */
async function read(entries: AsyncGenerator<Entry, Contents>): Promise<{ files: Map<string, string>; contents: Contents }> {
  const files = new Map<string, string>();
  for (;;) {
    const next = await entries.next();
    if (next.done) return { files, contents: next.value };
    const pieces: Uint8Array[] = [];
    for await (const piece of next.value.open()) pieces.push(piece);
    files.set(next.value.path, Buffer.concat(pieces).toString());
  }
}

test('a bag names every file, counts its payload, and is signed over its tag manifest', async () => {
  const { files, contents } = await read(bagEntries(PARTS, OPTIONS));
  expect([...files.keys()]).toEqual(['data/items/E01-1.jpg', 'data/report.pdf', 'VERIFY.txt', 'bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.sig']);
  const at = (path: string) => files.get(path) ?? '';
  expect(at('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  expect(at('bag-info.txt')).toBe('External-Identifier: R-2026-00007\nTime-Stamp: none: no authority was asked\nPayload-Oxum: 13.2\n');
  expect(at('manifest-sha256.txt')).toBe(`${sha256('picture')}  data/items/E01-1.jpg\n${sha256('report')}  data/report.pdf\n`);
  const tags = ['VERIFY.txt', 'bag-info.txt', 'bagit.txt', 'manifest-sha256.txt'];
  expect(at('tagmanifest-sha256.txt')).toBe(tags.map((path) => `${sha256(at(path))}  ${path}\n`).join(''));
  expect(at('tagmanifest-sha256.txt.sig')).toBe(`signed ${contents.manifestSha256}`);
  expect(contents).toEqual({ fileCount: 8, manifestSha256: sha256(at('tagmanifest-sha256.txt')) });
});

test('sha256sum agrees with both manifests, strictly', async () => {
  const { files } = await read(bagEntries(PARTS, OPTIONS));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const [manifest, lines] of [['manifest-sha256.txt', 2], ['tagmanifest-sha256.txt', 4]] as const) {
    const { error, status, stdout } = spawnSync('sha256sum', ['--strict', '-c', manifest], { cwd: folder, encoding: 'utf8' });
    if (error) console.warn('Skipped: sha256sum is not on this machine');
    else expect([status, stdout.match(/: OK$/gm)?.length]).toEqual([0, lines]);
  }
});

test('what is made of the tag manifest stands behind it and outside of it', async () => {
  const { files, contents } = await read(bagEntries(PARTS, { ...OPTIONS, stamp: (bytes) => Promise.resolve(Buffer.from(sha256(bytes))) }));
  expect([...files.keys()].slice(-3)).toEqual(['tagmanifest-sha256.txt.sig', 'tagmanifest-sha256.txt.tsr', 'tagmanifest-sha256.txt.tsr.sig']);
  expect(files.get('tagmanifest-sha256.txt.tsr')).toBe(contents.manifestSha256);
  expect(files.get('tagmanifest-sha256.txt.tsr.sig')).toBe(`signed ${sha256(contents.manifestSha256)}`);
  expect(files.get('tagmanifest-sha256.txt')).not.toContain('.tsr');
  expect(contents.fileCount).toBe(files.size);
});

test('bag-info.txt says whether a time-stamp belongs to the bag, and the stamp is over those very words', async () => {
  const said = async (options: Partial<BagOptions>) => {
    const { files, contents } = await read(bagEntries(PARTS, { ...OPTIONS, ...options }));
    expect(files.get('tagmanifest-sha256.txt')).toContain(`${sha256(files.get('bag-info.txt') ?? '')}  bag-info.txt\n`);
    expect(contents).toEqual({ fileCount: files.size, manifestSha256: sha256(files.get('tagmanifest-sha256.txt') ?? '') });
    return [/^Time-Stamp: (.*)$/m.exec(files.get('bag-info.txt') ?? '')?.[1], files.has('tagmanifest-sha256.txt.tsr')];
  };
  expect(await said({})).toEqual(['none: no authority was asked', false]);
  expect(await said({ stamp: () => Promise.resolve(null) })).toEqual(['none: the authority gave none', false]);
  expect(await said({ stamp: () => Promise.resolve(Buffer.from('stamp')) })).toEqual(['tagmanifest-sha256.txt.tsr', true]);
});

test('a package that is no bag ends with one manifest of all its files', async () => {
  const { files, contents } = await read(plainEntries([{ path: 'README.txt', content: 'read' }, streamed('files/E01-1.jpg', 'picture')]));
  expect([...files.keys()]).toEqual(['README.txt', 'files/E01-1.jpg', 'manifest-sha256.txt']);
  expect(files.get('manifest-sha256.txt')).toBe(`${sha256('read')}  README.txt\n${sha256('picture')}  files/E01-1.jpg\n`);
  expect(contents).toEqual({ fileCount: 3, manifestSha256: sha256(files.get('manifest-sha256.txt') ?? '') });
});

test('what differs from its recorded hash or length fails before its end, and names the file', async () => {
  for (const wrong of [{ sha256: sha256('another') }, { byteSize: 8 }]) {
    await expect(read(bagEntries([{ ...streamed('data/a', 'picture'), ...wrong }], OPTIONS))).rejects.toMatchObject({ name: 'NotAsRecorded', path: 'data/a' });
  }
});

test('what cannot be read fails with its path and its reason', async () => {
  const broken: Part = { path: 'data/a', content: () => Promise.resolve(Readable.from((function* () { yield Buffer.from('x'); throw new Error('disk'); })())) };
  await expect(read(bagEntries([broken], OPTIONS))).rejects.toMatchObject({ name: 'UnreadablePart', path: 'data/a', cause: { message: 'disk' } });
});

test('no path leaves the package, hides, or stands twice where capitals do not count', async () => {
  const bag = (...paths: string[]) => read(bagEntries(paths.map((path) => ({ path, content: 'x' })), OPTIONS));
  for (const path of ['../x', '/x', 'data//x', 'data/./x', 'data\\x', 'C:x', 'data/x\n', 'data/con.txt', 'data/x.', 'data/x ', '']) await expect(bag(path)).rejects.toThrow('cannot be the path');
  await expect(bag('data/A', 'data/a')).rejects.toThrow('Two files');
});

test('a value with a line break does not become another label', async () => {
  const { files } = await read(bagEntries(PARTS, { ...OPTIONS, labels: [['Source-Organization', 'Example\nPayload-Oxum: 1.1']] }));
  expect(files.get('bag-info.txt')).toBe('Source-Organization: Example Payload-Oxum: 1.1\nTime-Stamp: none: no authority was asked\nPayload-Oxum: 13.2\n');
});
