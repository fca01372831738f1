import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '@/lib/kernel';
import { checkpointText } from '../log/checkpoint';
import { EMPTY_EDGE, grow, rootOf, unfinished } from '../log/growth';
import { EMPTY_ROOT, leafHash } from '../log/hash';
import { isSignedBy, parseNote, signNote } from '../log/note';
import { drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import type { LogSource } from '../verify/source';
import { look } from './look';
import { openMemory } from './memory';

const log = signerOf('desk.example/audit', drawSigningKey());
const signer = signerOf('witness.example', drawSigningKey(), 'cosignature');
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A log whose entries are these numbers, signed by the log's key or another. */
async function logOf(entries: readonly number[], by = log): Promise<LogSource> {
  const { edge, full } = grow(EMPTY_EDGE, entries.map((entry) => leafHash(new TextEncoder().encode(`${entry}`))));
  const note = await signNote(checkpointText({ origin: by.name, size: edge.size, root: rootOf(edge) ?? EMPTY_ROOT }), by);
  const tiles = [...full, ...unfinished(edge)];
  return {
    name: 'test',
    checkpoint: () => Promise.resolve(note),
    checkpointsBetween: () => Promise.resolve([]),
    unsigned: () => Promise.resolve(0),
    entries: () => Promise.resolve([]),
    tile: ({ level, n }) => Promise.resolve(tiles.find((tile) => tile.level === level && tile.n === n)?.hashes ?? null),
    strays: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
const lookAt = async (source: LogSource) => look({ source, verifier: parseVerifierKey(log.verifierKey), signer, memory: await openMemory(folder), clock });
const alarms = async () => (await readdir(folder)).filter((name) => name.startsWith('alarm-'));

test('a log that only grows is signed at every look, and remembered', async () => {
  for (const size of [0, 1, 7, 256, 257, 1_000, 1_000]) {
    const looked = await lookAt(await logOf(upTo(size)));
    expect(looked).toMatchObject({ size });
    expect(isSignedBy(parseNote(looked.cosigned ?? '')!, parseVerifierKey(signer.verifierKey))).toBe(true);
  }
  expect(await readFile(join(folder, 'metrics.prom'), 'utf8')).toMatch(/witness_alarm 0\n[\s\S]*witness_size 1000\n/);
  expect(await alarms()).toEqual([]);
});

test('a log that was cut short raises the alarm at every look, and goes on once it is whole again', async () => {
  await lookAt(await logOf(upTo(500)));
  for (let again = 0; again < 2; again += 1) expect(await lookAt(await logOf(upTo(400)))).toEqual({ size: 500, alarm: 'shortened' });
  const [name] = await alarms();
  const evidence = await readFile(join(folder, name ?? ''), 'utf8');
  expect(evidence).toMatch(/Its end was cut off[\s\S]*\n500\n[\s\S]*\n400\n/);
  expect(await alarms()).toHaveLength(1);
  expect(await readFile(join(folder, 'metrics.prom'), 'utf8')).toContain('witness_alarm 1\n');
  expect(await lookAt(await logOf(upTo(600)))).toMatchObject({ size: 600 });
});

test.each([
  ['the same size with another past', upTo(500).with(3, -1)],
  ['a longer one with another past', upTo(900).with(3, -1)],
  ['a longer one whose last entry was another', upTo(900).with(499, -1)],
])('a fork raises the alarm: %s', async (_, entries) => {
  await lookAt(await logOf(upTo(500)));
  expect(await lookAt(await logOf(entries))).toEqual({ size: 500, alarm: 'forked' });
});

test('what another key signed is not looked at any further', async () => {
  await lookAt(await logOf(upTo(5)));
  expect(await lookAt(await logOf(upTo(9), signerOf(log.name, drawSigningKey())))).toEqual({ size: 5, alarm: 'bad_signature' });
});

test('a log that has said nothing yet is no alarm, and one that has fallen silent is', async () => {
  const silent = { ...(await logOf([])), checkpoint: () => Promise.resolve(null) };
  expect(await lookAt(silent)).toEqual({ size: 0 });
  await lookAt(await logOf(upTo(5)));
  expect(await lookAt(silent)).toEqual({ size: 5, alarm: 'shortened' });
});
