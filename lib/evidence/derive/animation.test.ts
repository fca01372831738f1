import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { derivePicture } from './derive-picture';
import { openPool } from './pool';

const pool = openPool(1);
afterAll(() => pool.close());

const frame = (background: string) => sharp({ create: { width: 32, height: 24, channels: 3, background } }).png().toBuffer();

test.each(['gif', 'webp'] as const)('an animated %s says how long it runs once, as browsers play it', async (format) => {
  const frames = await Promise.all(['#f00', '#0f0', '#00f'].map(frame));
  const animation = await sharp(frames, { join: { animated: true } })[format]({ delay: [500, 10, 250], loop: 0 }).toBuffer();
  expect(await derivePicture(Readable.from([animation]), `image/${format}`, undefined, pool)).toMatchObject({ state: 'ready', frames: 3, durationMs: 850 });
});

test('a still picture runs for no time', async () => {
  expect(await derivePicture(Readable.from([await frame('#f00')]), 'image/png', undefined, pool)).toMatchObject({ state: 'ready', frames: 1, durationMs: null });
});
