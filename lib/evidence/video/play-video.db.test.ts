import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';
import { beforeAll, expect, test, vi } from 'vitest';
import { decode, film, hasFfmpeg } from '../testing/films';
import { deriveVideo } from './derive-video';
import { PLAYBACKS } from './limits';
import { type Playback, playVideo } from './play-video';
import { ready } from './testing/ready';

// All of these need FFmpeg; `npm test` installs it where it may, and they are left out where it is missing.
const withFfmpeg = test.skipIf(!hasFfmpeg);
const viewer = { name: 'MO-04', at: new Date('2026-11-23T09:00:00Z') };

let play: Buffer = Buffer.alloc(0);
let playback: Playback;

beforeAll(async () => {
  if (!hasFfmpeg) return;
  const bytes = await film({ seconds: 4, hasSound: true });
  const derived = await ready(deriveVideo(() => Promise.resolve(Readable.from([bytes])), { contentType: 'video/mp4', signal: new AbortController().signal }));
  play = derived.bytes.play;
  playback = { viewer, picture: derived, durationMs: derived.durationMs ?? 0, isMuted: true };
});

async function started(source: Readable, options: Partial<Playback> = {}): Promise<Readable> {
  const result = await playVideo(source, { ...playback, ...options });
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

const shown = async (options: Partial<Playback> = {}) => buffer(await started(Readable.from([play]), options));

withFfmpeg('what is played is grey, all of it, and carries the mark of whoever watches on every frame', async () => {
  const [mine, theirs, plain] = await Promise.all([shown(), shown({ viewer: { ...viewer, name: 'SU-19' } }), Promise.resolve(play)].map(async (video) => decode(await video)));
  expect(mine!.rgb.length).toBe(48 * 480 * 270 * 3);
  expect(mine!.rgb.every((value, at) => at % 3 === 0 || value === mine!.rgb[at - 1])).toBe(true);
  const frameBytes = 480 * 270 * 3;
  const difference = (a: Buffer, b: Buffer, frame: number) => {
    const [one, other] = [a, b].map((rgb) => rgb.subarray(frame * frameBytes, (frame + 1) * frameBytes));
    return one!.reduce((sum, value, at) => sum + Math.abs(value - other![at]!), 0) / frameBytes;
  };
  for (const frame of [0, 20, 47]) {
    expect(difference(mine!.rgb, plain!.rgb, frame)).toBeGreaterThan(0.5);
    expect(difference(mine!.rgb, theirs!.rgb, frame)).toBeGreaterThan(0.1);
  }
});

withFfmpeg('there is no sound in what is played muted, and sound in what is not', async () => {
  const muted = await shown();
  expect((await decode(muted)).soundBytes).toBe(0);
  expect(muted.includes('A_OPUS')).toBe(false);
  expect((await decode(await shown({ isMuted: false }))).soundBytes).toBeGreaterThan(3.9 * 48_000 * 2);
});

withFfmpeg('the length is said at the beginning, where a player that cannot jump finds it', async () => {
  const bytes = await shown();
  const at = bytes.indexOf(Buffer.of(0x44, 0x89, 0x88));
  expect(at).toBeLessThan(1_000);
  expect(bytes.readDoubleBE(at + 3)).toBe(4_000);
});

withFfmpeg('the first seconds are there before the last are asked for', async () => {
  const source = new PassThrough();
  const stream = await started(source);
  source.write(play.subarray(0, Math.floor(play.length * 0.7)));
  const [first] = (await once(stream, 'data')) as [Buffer];
  expect(first.subarray(0, 4)).toEqual(Buffer.of(0x1a, 0x45, 0xdf, 0xa3));
  stream.destroy();
  await vi.waitFor(() => expect(source.destroyed).toBe(true), { timeout: 10_000 });
});

withFfmpeg('only so many are played at once; who is too many is told so, and the next one plays once one is closed', async () => {
  const sources = Array.from({ length: PLAYBACKS }, () => new PassThrough());
  const streams = await Promise.all(sources.map((source) => started(source)));
  const refused = new PassThrough();
  expect(await playVideo(refused, playback)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
  expect(refused.destroyed).toBe(true);
  streams[0]?.destroy();
  await vi.waitFor(() => expect(sources[0]?.destroyed).toBe(true), { timeout: 10_000 });
  expect((await shown()).length).toBeGreaterThan(10_000);
  for (const stream of streams) stream.destroy();
  await vi.waitFor(() => expect(sources.every(({ destroyed }) => destroyed)).toBe(true), { timeout: 10_000 });
});

withFfmpeg('a rendering that breaks on the way breaks what is played, and gives its place back', async () => {
  const broken = Readable.from((async function* () {
    yield await Promise.resolve(play.subarray(0, 20_000));
    throw new Error('the seal is broken');
  })());
  await expect(buffer(await started(broken))).rejects.toThrow('the seal is broken');
  for (let times = 0; times < PLAYBACKS; times += 1) expect((await shown()).length).toBeGreaterThan(10_000);
});
