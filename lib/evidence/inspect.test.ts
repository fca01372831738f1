import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inspect } from './inspect';
import { MEDIA_LIMITS } from './schema';
import { draw, gifOf, pngBomb } from './testing/pictures';

const jpeg = await draw().jpeg().toBuffer();
const text = (words: string) => Buffer.from(words);

async function refusal(bytes: Uint8Array, contentType: string | null = null) {
  const seen = await inspect(bytes, contentType);
  return 'refused' in seen ? { code: seen.refused, status: seen.problem.status, words: seen.problem.safeMessage } : { code: 'taken', status: 201, words: '' };
}

const readable: [string, Buffer][] = [
  ['image/jpeg', await draw().jpeg({ progressive: true }).toBuffer()],
  ['image/png', await draw().png().toBuffer()],
  ['image/webp', await draw().webp().toBuffer()],
  ['image/gif', await draw().gif().toBuffer()],
  ['image/avif', await draw(1, { width: 64, height: 42 }).avif().toBuffer()],
];

describe('pictures of every kind that is promised are read, and said to be what they are', () => {
  test.each(readable)('%s', async (type, bytes) => {
    for (const claimed of [type, 'application/octet-stream', null]) {
      expect(await inspect(bytes, claimed)).toMatchObject({ contentType: type });
    }
  });

  test('an animation is measured by its frame, not by all of them on end', async () => {
    expect(await inspect(gifOf(12, { width: 40, height: 30 }), 'image/gif')).toMatchObject({ width: 40, height: 30 });
  });
});

describe('what is not a whole, honest picture is refused with the right status', () => {
  test.each([
    ['nothing at all', Buffer.alloc(0), null, 'empty', 400],
    ['SVG, which can carry programs', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'unsupported', 415],
    ['PDF', text('%PDF-1.7\n'), 'application/pdf', 'unsupported', 415],
    ['text', text('hello'), 'text/plain', 'unsupported', 415],
    ['text that calls itself a picture', text('hello'), 'image/png', 'unsupported', 415],
    ['HEIC, where the image library cannot read it', Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), randomBytes(64)]), 'image/heic', 'unsupported', 415],
    ['a JPEG that calls itself a PNG', jpeg, 'image/png', 'mislabelled', 422],
    ['a JPEG that calls itself JSON', jpeg, 'application/json', 'mislabelled', 422],
    ['a header without a picture', jpeg.subarray(0, 20), 'image/jpeg', 'damaged', 422],
    ['a JPEG without its second half', jpeg.subarray(0, jpeg.length / 2), 'image/jpeg', 'damaged', 422],
    ['a JPEG without its last byte', jpeg.subarray(0, jpeg.length - 1), 'image/jpeg', 'damaged', 422],
    ['a signature with noise behind it', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(4_000)]), 'image/png', 'damaged', 422],
    ['a PNG of 900 million pixels in a kilobyte', pngBomb(30_000, 30_000), 'image/png', 'too_many_pixels', 422],
    ['a PNG larger than decoders will consider', pngBomb(2 ** 31 - 1, 2 ** 31 - 1), 'image/png', 'damaged', 422],
    ['a GIF with 10,000 frames', gifOf(10_000), 'image/gif', 'too_many_frames', 422],
    ['a GIF whose frames unpack to too many pixels', gifOf(200, { width: 2_000, height: 2_000 }), 'image/gif', 'too_many_pixels', 422],
  ])('%s', async (_, bytes, contentType, code, status) => {
    expect(await refusal(bytes, contentType)).toMatchObject({ code, status });
  });

  test('a file over the limit is refused before it is looked at', async () => {
    expect(await refusal(new Uint8Array(MEDIA_LIMITS.bytes + 1))).toMatchObject({ code: 'too_large', status: 413 });
  });

  test('a mislabelled file is told both names', async () => {
    const { words } = await refusal(jpeg, 'image/png; charset=x');
    expect(words).toContain('image/png');
    expect(words).toContain('image/jpeg');
  });
});

test('hostile files leave the process small', async () => {
  const before = process.memoryUsage().rss;
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([refusal(pngBomb(30_000, 30_000)), refusal(gifOf(10_000)), refusal(pngBomb(65_535, 65_535))]);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
});
