import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '@/lib/kernel';
import { checkpointText } from '../log/checkpoint';
import { EMPTY_EDGE, grow, rootOf, unfinished } from '../log/growth';
import { EMPTY_ROOT, leafHash } from '../log/hash';
import { cosignedAt, isSignedBy, parseNote, signNote } from '../log/note';
import { drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import type { LogSource } from '../verify/source';
import { look } from './look';
import { openMemory } from './memory';
import { type Finding, reportText } from './report';
import { round } from './round';

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
const saying = (finding: Finding, size: number) => expect.stringContaining(reportText({ log: log.name, finding, size })) as unknown as string;
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
  for (let again = 0; again < 2; again += 1) expect(await lookAt(await logOf(upTo(400)))).toMatchObject({ size: 500, alarm: 'shortened' });
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
  expect(await lookAt(await logOf(entries))).toMatchObject({ size: 500, alarm: 'forked' });
});

test('what another key signed is not looked at any further', async () => {
  await lookAt(await logOf(upTo(5)));
  expect(await lookAt(await logOf(upTo(9), signerOf(log.name, drawSigningKey())))).toMatchObject({ size: 5, alarm: 'bad_signature' });
});

test('a log that has said nothing yet is no alarm, and one that has fallen silent is', async () => {
  const silent = { ...(await logOf([])), checkpoint: () => Promise.resolve(null) };
  expect(await lookAt(silent)).toMatchObject({ size: 0, word: saying('empty', 0) });
  await lookAt(await logOf(upTo(5)));
  expect(await lookAt(silent)).toMatchObject({ size: 5, alarm: 'shortened', word: saying('shortened', 5) });
});

test('what is found wrong is signed with the witness’s own key and the time', async () => {
  await lookAt(await logOf(upTo(5)));
  const { word } = await lookAt(await logOf(upTo(3)));
  expect(cosignedAt(parseNote(word)!, parseVerifierKey(signer.verifierKey))).toEqual(clock.now());
});

test('a longer log that does not show the tiles under its checkpoint is an alarm, not a log that was not reached', async () => {
  await lookAt(await logOf(upTo(500)));
  const bare = { ...(await logOf(upTo(900))), tile: () => Promise.resolve(null) };
  expect(await lookAt(bare)).toMatchObject({ size: 500, alarm: 'unproven' });
});

test('a memory that cannot be read is no first look: nothing is signed', async () => {
  await lookAt(await logOf(upTo(500)));
  for (const kept of ['', 'desk.example/audit\n500\n']) {
    await writeFile(join(folder, 'checkpoint'), kept);
    await expect(lookAt(await logOf(upTo(9).with(3, -1)))).rejects.toThrow('cannot be read');
    expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe(kept);
  }
});

test('the log’s word with what witnesses signed under it before is signed once by this one, not again below itself', async () => {
  const source = await logOf(upTo(5));
  const { cosigned } = await lookAt(source);
  clock.advance(5_000);
  const again = await lookAt({ ...source, checkpoint: () => Promise.resolve(cosigned ?? null) });
  expect(parseNote(again.cosigned ?? '')?.lines.map(({ name }) => name)).toEqual([log.name, signer.name]);
  expect(cosignedAt(parseNote(again.cosigned ?? '')!, parseVerifierKey(signer.verifierKey))).toEqual(clock.now());
});

test('an alarm that the desk did not hear is told first thing when it can, also after a restart and when the log is whole again', async () => {
  let isUp = true;
  const heard: string[] = [];
  const tell = (word: string) => Promise.resolve(isUp && heard.push(word) > 0);
  const go = async (source: LogSource) => {
    clock.advance(1_000);
    return round({ source, verifier: parseVerifierKey(log.verifierKey), signer, memory: await openMemory(folder), clock, tell });
  };
  await go(await logOf(upTo(500)));
  isUp = false;
  expect(await go(await logOf(upTo(400)))).toMatchObject({ alarm: 'shortened' });
  await go(await logOf(upTo(600)));
  expect(heard).toHaveLength(1);
  isUp = true;
  await go(await logOf(upTo(700)));
  expect(heard.slice(1)).toEqual([saying('shortened', 500), expect.stringContaining('\n700\n')]);
  await go(await logOf(upTo(700)));
  expect(heard).toHaveLength(4);
});
