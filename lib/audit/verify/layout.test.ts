import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packBundle } from '../log/bundle';
import { checkpointText } from '../log/checkpoint';
import { EMPTY_EDGE, grow, rootOf, unfinished } from '../log/growth';
import { EMPTY_ROOT, leafHash } from '../log/hash';
import { signNote } from '../log/note';
import { drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import { TILE_WIDTH, bundlePath, tilePath, tileWidth } from '../log/tile';
import { folderSource } from './layout-source';
import { verifyLog } from './verify';

const SIZE = 700;
const signer = signerOf('desk.example/audit', drawSigningKey());
const leaves = Array.from({ length: SIZE }, (_, at) => new TextEncoder().encode(`entry ${at}`));
let folder = '';

async function write(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}
const bundleOf = (n: number) => packBundle(leaves.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH));
const verify = () => verifyLog({ source: folderSource(folder), verifier: parseVerifierKey(signer.verifierKey) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  const { edge, full } = grow(EMPTY_EDGE, leaves.map(leafHash));
  for (const { level, n, hashes } of [...full, ...unfinished(edge)]) await write(tilePath({ level, n, width: hashes.length / 32 }), hashes);
  for (let n = 0; n * TILE_WIDTH < SIZE; n += 1) await write(bundlePath(n, tileWidth(0, n, SIZE)), bundleOf(n));
  await write('checkpoint', await signNote(checkpointText({ origin: signer.name, size: SIZE, root: rootOf(edge) ?? EMPTY_ROOT }), signer));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder as it was exported is good', async () => {
  expect(await verify()).toMatchObject({ isGood: true, size: SIZE });
});

test.each<[string, () => Uint8Array, number]>([
  ['ends within an entry', () => bundleOf(1).subarray(0, -3), 511],
  ['ends within a length', () => bundleOf(1).subarray(0, 11 * 3 + 1), 259],
  ['is empty', () => new Uint8Array(), 256],
  ['has the first entry of the next one as well', () => packBundle(leaves.slice(TILE_WIDTH, 2 * TILE_WIDTH + 1)), 511],
])('a bundle that %s is named by the first entry that is not as it was', async (_, bytes, index) => {
  await write(bundlePath(1, TILE_WIDTH), bytes());
  const { isGood, findings } = await verify();
  expect([isGood, findings[0]]).toEqual([false, { code: 'bundle_changed', index, what: 'tile/entries/001' }]);
});
