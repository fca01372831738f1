import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { PictureType } from '../sniff';
import { PNG_SIGNATURE, blackPng, exifBomb, webpBomb, webpOf, withSegment } from '../testing/hostile';
import { draw, gifOf, pngBomb } from '../testing/pictures';
import { derivePicture } from './derive-picture';
import { PICTURE_LIMITS } from './limits';
import { openPool } from './pool';

// A decoder that was brought down is replaced by one that has to start first.
vi.setConfig({ testTimeout: 30_000 });

const pool = openPool(1);
afterAll(() => pool.close());

const jpeg = await draw(2).jpeg().toBuffer();
const html = Buffer.from('<html><script>alert(1)</script>'.repeat(20));
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>');

async function outcome(bytes: Buffer, type: PictureType): Promise<string> {
  const derived = await derivePicture(bytes, type, undefined, pool);
  return derived.code ?? derived.state;
}

/** The most memory that the decoder ever had, in bytes; Linux counts it. */
const isCounted = process.platform === 'linux';
function mostMemory(): number {
  return Math.max(0, ...pool.pids().map((pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024));
}

const cases: readonly [string, PictureType, Buffer, string][] = [
  ['a PNG whose header promises 30,000 × 30,000', 'image/png', pngBomb(30_000, 30_000), 'too_many_pixels'],
  ['a whole PNG of 30,000 × 30,000 in a hundred kilobytes', 'image/png', blackPng(30_000, 30_000, { bits: 1 }), 'too_many_pixels'],
  ['a PNG larger than decoders will consider', 'image/png', pngBomb(2 ** 31 - 1, 2 ** 31 - 1), 'damaged'],
  ['a PNG that can only be decoded whole, of 100 million pixels', 'image/png', blackPng(9_999, 9_999, { colour: 'rgb', isInterlaced: true }), 'too_much_memory'],
  ['a GIF of 10,000 frames', 'image/gif', gifOf(10_000), 'too_many_frames'],
  ['a GIF whose frames unpack to 800 million pixels', 'image/gif', gifOf(200, { width: 2_000, height: 2_000 }), 'too_many_pixels'],
  ['a WebP of a few bytes and 268 million pixels', 'image/webp', webpBomb(16_383, 16_383), 'too_many_pixels'],
  ['an animated WebP on a canvas of 268 million pixels', 'image/webp', webpOf(600, { width: 16_384, height: 16_384 }), 'too_many_pixels'],
  ['a JPEG without its second half', 'image/jpeg', jpeg.subarray(0, jpeg.length / 2), 'damaged'],
  ['a JPEG without its last byte', 'image/jpeg', jpeg.subarray(0, jpeg.length - 1), 'damaged'],
  ['a header without a picture', 'image/jpeg', jpeg.subarray(0, 20), 'damaged'],
  ['a signature with SVG behind it', 'image/png', Buffer.concat([PNG_SIGNATURE, svg]), 'damaged'],
  ['SVG where a PNG was promised', 'image/png', svg, 'damaged'],
  ['a JPEG where a PNG was promised', 'image/png', jpeg, 'damaged'],
  ['a GIF by its first bytes that is a JPEG', 'image/gif', Buffer.concat([Buffer.from('GIF89a'), jpeg]), 'damaged'],
  ['nothing at all', 'image/jpeg', Buffer.alloc(0), 'damaged'],
];

describe('what a hostile file does to its decoder is an answer', () => {
  test.each(cases)('%s', async (_, type, bytes, code) => {
    expect(await outcome(bytes, type)).toBe(code);
    if (isCounted) expect(mostMemory()).toBeLessThan(PICTURE_LIMITS.memoryBytes + 40 * 1024 * 1024);
    expect(await outcome(jpeg, 'image/jpeg')).toBe('ready');
  });

  test('HEIC where the library reads none', async () => {
    const expected = sharp.format.heif.input.fileSuffix?.includes('.heic') ? 'damaged' : 'no_decoder';
    expect(await outcome(Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), jpeg]), 'image/heic')).toBe(expected);
  });
});

test('a picture that is a page or an archive as well is shown as the picture it is, without the rest', async () => {
  for (const bytes of [Buffer.concat([jpeg, html]), withSegment(jpeg, html, 0xfe), Buffer.concat([jpeg, Buffer.from('PK\x03\x04'), deflateSync(html)])]) {
    const derived = await derivePicture(bytes, 'image/jpeg', undefined, pool);
    if (derived.state !== 'ready') throw new Error(derived.code);
    for (const rendering of derived.renderings.values()) expect(Buffer.from(rendering as Uint8Array).includes('script')).toBe(false);
  }
});

test('EXIF that would fill gigabytes is left unread, and the picture is shown', async () => {
  const derived = await derivePicture(withSegment(jpeg, exifBomb()), 'image/jpeg', undefined, pool);
  expect(derived).toMatchObject({ state: 'ready', metadata: JSON.stringify({ exif: { unreadable: true } }) });
});
