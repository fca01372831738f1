import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { NotDrawn, renderReveal } from './reveal';
import type { PictureType } from './sniff';
import { draw, pngBomb } from './testing/pictures';

// Each draws pictures of up to 1600 pixels, several of them, in processes that have to start first.
vi.setConfig({ testTimeout: 30_000 });

const viewer = { name: 'MO-04', at: new Date('2026-11-23T05:02:00Z') };
const secret = 'EXIF-SECRET-4711';

const reveal = (bytes: Uint8Array, contentType: PictureType = 'image/jpeg', { who = viewer, isGrey = false } = {}) => renderReveal(bytes, who, { contentType, isGrey });

/** Red, green and blue of each pixel, at this width. */
const pixels = (bytes: Uint8Array, width: number) => sharp(bytes).resize({ width }).toColourspace('srgb').removeAlpha().raw().toBuffer();

const plain = (width: number, height: number, level = 119) => sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } }).png().toBuffer();

test('is made anew: other bytes, at most 1600 pixels, no metadata', async () => {
  const large = await draw(1, { width: 3_000, height: 1_000 }).withExif({ IFD0: { ImageDescription: secret } }).jpeg().toBuffer();
  const revealed = await reveal(large);
  const metadata = await sharp(revealed).metadata();
  expect([metadata.format, metadata.width, metadata.exif]).toEqual(['webp', 1_600, undefined]);
  expect(Buffer.from(revealed).includes(secret)).toBe(false);
});

test('takes the original as a stream, and fails as the stream does', async () => {
  const bytes = await draw(1).jpeg().toBuffer();
  async function* stream(error?: Error) {
    for (let at = 0; at < bytes.length; at += 1_000) yield Promise.resolve(bytes.subarray(at, at + 1_000));
    if (error) throw error;
  }
  const options = { contentType: 'image/jpeg', isGrey: false } as const;
  expect(await renderReveal(stream(), viewer, options)).toEqual(await reveal(bytes));
  const broken = new Error('a broken seal');
  await expect(renderReveal(stream(broken), viewer, options)).rejects.toBe(broken);
  expect(await renderReveal(stream(), viewer, options)).toEqual(await reveal(bytes));
});

test.each([[1, 1], [40, 30], [3_000, 9], [9, 3_000], [300, 200]])('is made of a picture of %i × %i too', async (width, height) => {
  const metadata = await sharp(await reveal(await plain(width, height), 'image/png')).metadata();
  expect(Math.max(metadata.width, metadata.height)).toBe(Math.min(Math.max(width, height, 480), 1_600));
});

test('stands upright, as the camera meant it', async () => {
  const lying = await draw(1, { width: 600, height: 300 }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { width, height } = await sharp(await reveal(lying)).metadata();
  expect([width, height]).toEqual([300, 600]);
});

test('is grey or in colour as it is asked for', async () => {
  const red = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#c22' } }).png().toBuffer();
  const spread = async (isGrey: boolean) => {
    const data = await pixels(await reveal(red, 'image/png', { isGrey }), 500);
    return Array.from({ length: data.length / 3 }, (_, at) => Math.abs(data[at * 3]! - data[at * 3 + 2]!)).reduce((most, value) => Math.max(most, value));
  };
  expect(await spread(false)).toBeGreaterThan(100);
  expect(await spread(true)).toBeLessThanOrEqual(3);
});

test('shows every frame of an animation, since a file counts as seen whole', async () => {
  const frames = await Promise.all([0, 40, 80, 120, 160, 200, 240].map((level) => plain(300, 200, level)));
  for (const format of ['gif', 'webp'] as const) {
    const animation = await sharp(frames, { join: { animated: true } })[format]().toBuffer();
    expect(await sharp(await reveal(animation, `image/${format}`), { animated: true }).metadata()).toMatchObject({ pages: 7, pageHeight: 200 });
  }
});

test('of what cannot be drawn says why, and the next one is drawn', async () => {
  await expect(reveal(pngBomb(30_000, 30_000), 'image/png')).rejects.toEqual(new NotDrawn('too_many_pixels'));
  expect(await reveal(await plain(50, 50), 'image/png')).toBeInstanceOf(Uint8Array);
});

describe('the mark', () => {
  test('is all over, and names the viewer and the minute', async () => {
    const bytes = await plain(900, 900);
    const marks = await Promise.all([viewer, { ...viewer, name: 'MO-05' }, { ...viewer, at: new Date('2026-11-23T05:03:00Z') }].map(async (who) => pixels(await reveal(bytes, 'image/png', { who }), 900)));
    const [mine, another, later] = marks;
    expect(mine).not.toEqual(another);
    expect(mine).not.toEqual(later);
    for (const [left, top] of [[0, 0], [450, 0], [0, 450], [450, 450]] as const) {
      const quarter = await sharp(mine, { raw: { width: 900, height: 900, channels: 3 } }).extract({ left, top, width: 450, height: 450 }).stats();
      expect(quarter.channels[0]!.stdev).toBeGreaterThan(1);
    }
  });

  /** As it is on a screenshot of a small window, sent on by a messenger: half the size, JPEG of quality 60. */
  const screenshot = async (bytes: Uint8Array, width: number) => pixels(await sharp(bytes).resize({ width: width / 2 }).jpeg({ quality: 60 }).toBuffer(), width / 2);

  test.each([[640, 420], [1_000, 700], [1_600, 1_100]])('on a picture of %i × %i is faint, and a screenshot still tells who looked from who did not', async (width, height) => {
    const photograph = await draw(5, { width, height }).blur(12).jpeg({ quality: 95 }).toBuffer();
    const others = ['MO-04', 'MO-71', 'SU-04'];
    const revealed = await Promise.all(others.map((name) => reveal(photograph, 'image/jpeg', { who: { ...viewer, name }, isGrey: true })));
    const unmarked = await sharp(photograph).greyscale().toColourspace('srgb').webp({ quality: 86 }).toBuffer();

    const whole = await pixels(unmarked, width);
    const changed = (await pixels(revealed[0]!, width)).reduce((sum, level, at) => sum + Math.abs(level - whole[at]!), 0) / whole.length;
    expect(changed).toBeLessThan(8);

    // Where the mark is light and where it is dark, from what it is on nothing; and what the screenshot has beside the picture.
    const [bare, ...shapes] = await Promise.all([plain(width, height), ...others.map(async (name) => reveal(await plain(width, height), 'image/png', { who: { ...viewer, name }, isGrey: true }))].map(async (bytes) => screenshot(await bytes, width)));
    const [before, after] = [await screenshot(unmarked, width), await screenshot(revealed[0]!, width)];
    const left = Array.from(after, (level, at) => level - before[at]!);
    const likeness = shapes.map((shape) => correlation(left, Array.from(shape, (level, at) => level - bare![at]!)));
    expect(likeness[0]).toBeGreaterThan(0.2);
    for (const other of likeness.slice(1)) expect(other).toBeLessThan(likeness[0]!);

    const contrastOf = (sign: number) => mean(left.filter((_, at) => sign * (shapes[0]![at]! - bare![at]!) > 8));
    // In levels of 255; the eye tells two from one another.
    expect(contrastOf(1) - contrastOf(-1)).toBeGreaterThan(10);
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's, of two pictures. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at]! - meanA, b[at]! - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return both / Math.sqrt(ofA * ofB);
}
