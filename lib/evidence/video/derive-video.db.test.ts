import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { film, decode, hasFfmpeg } from '../testing/films';
import { turned } from '../testing/lying-films';
import { deriveVideo } from './derive-video';
import { ready } from './testing/ready';

// All of these need FFmpeg; `npm test` installs it where it may, and they are left out where it is missing.
const withFfmpeg = test.skipIf(!hasFfmpeg);
const DOORKNOB = '../shared/fixtures/video/doorknob.mp4';

const signal = new AbortController().signal;
const derive = async (bytes: Buffer, contentType = 'video/mp4') => deriveVideo(() => Promise.resolve(Readable.from([bytes])), { contentType, signal });
const isGrey = (rgb: Buffer) => rgb.every((value, at) => at % 3 === 0 || value === rgb[at - 1]);

const FILMS: readonly (readonly [name: string, type: string, options: Parameters<typeof film>[0], codec: string])[] = [
  ['an MP4 with its index behind the frames', 'video/mp4', {}, 'h264'],
  ['an MP4 for the web', 'video/mp4', { isFast: true }, 'h264'],
  ['a MOV', 'video/quicktime', { as: 'mov' }, 'h264'],
  ['a WebM of VP8', 'video/webm', { as: 'webm' }, 'vp8'],
  ['a Matroska of H.264', 'video/x-matroska', { as: 'mkv' }, 'h264'],
  ['a WebM of VP9', 'video/webm', { as: 'webm', codec: 'libvpx-vp9' }, 'vp9'],
];

for (const [name, type, options, codec] of FILMS) {
  withFfmpeg(`of ${name} the facts are right, and every rendering is there and grey`, async () => {
    const derived = await ready(derive(await film({ ...options, hasSound: true }), type));
    expect(derived).toMatchObject({ state: 'ready', code: null, width: 320, height: 180, frames: null });
    expect(Math.abs((derived.durationMs ?? 0) - 3_000)).toBeLessThan(100);
    expect(derived.streams.toSorted((a, b) => b.kind.localeCompare(a.kind))).toEqual([
      { kind: 'video', codec, width: 320, height: 180, frameRate: 10 },
      { kind: 'audio', codec: type === 'video/webm' ? 'opus' : 'aac', channels: 2 },
    ]);
    const { play, ...pictures } = derived.bytes;
    for (const picture of Object.values(pictures)) expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', channels: 1, space: 'b-w' });
    // Nine frames of 320 × 180 in rows of three, four pixels apart.
    expect(await sharp(pictures.peek).metadata()).toMatchObject({ width: 968, height: 548 });
    const { rgb, soundBytes } = await decode(play);
    expect(rgb.length).toBe(36 * 480 * 270 * 3);
    expect(isGrey(rgb)).toBe(true);
    expect(soundBytes).toBeGreaterThan(2.9 * 48_000 * 2);
  });
}

withFfmpeg('a picture that is turned is measured, and shown, upright', async () => {
  const derived = await ready(derive(turned(await film())));
  expect(derived).toMatchObject({ code: null, width: 180, height: 320 });
  const { width, height } = await sharp(derived.bytes.still).metadata();
  expect(height).toBeGreaterThan(width);
});

withFfmpeg('the preview has lost what the strip still shows', async () => {
  const { preview, peek } = (await ready(derive(await film()))).bytes;
  // The energy of what differs between a pixel and its neighbours, at the same size.
  const roughness = async (jpeg: Buffer) => {
    const { data, info } = await sharp(jpeg).resize(480).greyscale().raw().toBuffer({ resolveWithObject: true });
    const differs = data.map((value, at) => (at % info.width === 0 || at % info.width === info.width - 1 ? 0 : Math.abs(2 * value - data[at - 1]! - data[at + 1]!) / 2));
    return differs.reduce((sum, value) => sum + value ** 2, 0) / data.length;
  };
  expect(await roughness(preview)).toBeLessThan((await roughness(peek)) / 100);
});

withFfmpeg('what a file says about itself is kept apart, and is in no rendering', async () => {
  const derived = await ready(derive(await film({ title: 'MARKED-TITLE', hasSound: true })));
  expect(JSON.parse(derived.metadata ?? '')).toMatchObject({ format: { tags: { title: 'MARKED-TITLE' } } });
  for (const rendering of Object.values(derived.bytes)) {
    expect(rendering.includes('MARKED-TITLE')).toBe(false);
    expect(/Lavf\d|Lavc\d/.test(rendering.toString('latin1'))).toBe(false);
  }
});

withFfmpeg('sound that goes on behind the last picture counts as part of the video', async () => {
  const derived = await ready(derive(await film({ seconds: 3, hasSound: true, more: ['-filter:v', 'trim=duration=1'] })));
  expect(derived.code).toBeNull();
  expect(Math.abs((derived.durationMs ?? 0) - 3_000)).toBeLessThan(100);
});

withFfmpeg('a file with sound alone is not shown, and says what it holds', async () => {
  expect(await derive(await film({ hasPicture: false, hasSound: true }))).toMatchObject({ state: 'unreadable', code: 'no_picture', streams: [{ kind: 'audio', codec: 'aac', channels: 2 }] });
});

withFfmpeg('a second picture beside the one that plays is told of', async () => {
  const two = await film({ more: ['-map', '0:v', '-map', '0:v'] });
  expect(await ready(derive(two))).toMatchObject({ code: 'more_pictures', streams: [{ kind: 'video' }, { kind: 'video' }] });
});

test('without a decoder a video is kept and not shown', async () => {
  const source = () => Promise.reject<Readable>(new Error('nobody may open it'));
  expect(await deriveVideo(source, { contentType: 'video/mp4', signal, tools: null })).toEqual({ state: 'unreadable', code: 'no_decoder' });
});

withFfmpeg('what goes wrong with the source is thrown, and is not the video’s fault', async () => {
  const broken = Readable.from((async function* () {
    yield await Promise.resolve(Buffer.alloc(1000));
    throw new Error('the seal is broken');
  })());
  await expect(deriveVideo(() => Promise.resolve(broken), { contentType: 'video/mp4', signal })).rejects.toThrow('the seal is broken');
});

test.skipIf(!hasFfmpeg || !existsSync(DOORKNOB))('a real recording (skipped where ../shared is absent)', async () => {
  const derived = await ready(derive(await readFile(DOORKNOB)));
  expect(derived).toMatchObject({ code: null, width: 1280, height: 720 });
  // The picture lasts 4.0 s, its sound 4.3 s.
  expect(derived.durationMs).toBeGreaterThan(4_200);
  expect(await buffer(Readable.from([derived.bytes.play]))).not.toHaveLength(0);
});
