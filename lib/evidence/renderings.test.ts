import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { derive } from './renderings';
import { renderReveal } from './reveal';
import { draw, gifOf } from './testing/pictures';

const viewer = { name: 'MO-04', at: new Date('2026-11-23T05:02:00Z') };
const secret = 'EXIF-SECRET-4711';
const picture = await draw(3).withExif({ IFD0: { ImageDescription: secret } }).jpeg({ quality: 95 }).toBuffer();

async function pixels(bytes: Uint8Array, edge = 480): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(bytes).resize({ width: edge }).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** How far each pixel is from its right neighbour, squared and summed: what is left of edges and texture. */
function detail({ data, width, height }: { data: Buffer; width: number; height: number }): number {
  let sum = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 1; x < width; x += 1) sum += (data[(y * width + x) * 3]! - data[(y * width + x - 1) * 3]!) ** 2;
  }
  return sum;
}

function isGrey({ data }: { data: Buffer }): boolean {
  for (let at = 0; at < data.length; at += 3) if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  return true;
}

describe('the preview', async () => {
  const { preview } = await derive(picture);

  test('is grey and has lost its detail', async () => {
    const blurred = await pixels(preview);
    expect(isGrey(blurred)).toBe(true);
    expect(detail(blurred)).toBeLessThan(0.01 * detail(await pixels(picture)));
  });

  test('is small, and carries no metadata', async () => {
    const metadata = await sharp(preview).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 480 });
    expect(metadata.exif).toBeUndefined();
    expect(preview.length).toBeLessThan(12_000);
    expect(Buffer.from(preview).includes(secret)).toBe(false);
  });
});

test('a peek is grey, at most 640 pixels, and carries no metadata', async () => {
  const { peek } = await derive(await draw(2, { width: 1_800, height: 2_400 }).withExif({ IFD0: { ImageDescription: secret } }).jpeg().toBuffer());
  expect(isGrey(await pixels(peek))).toBe(true);
  const metadata = await sharp(peek).metadata();
  expect([metadata.width, metadata.height, metadata.exif]).toEqual([480, 640, undefined]);
});

test('a transparent picture and one of sixteen bits become ordinary grey ones', async () => {
  const transparent = await sharp({ create: { width: 90, height: 60, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
  const deep = await draw().toColourspace('rgb16').png().toBuffer();
  for (const bytes of [transparent, deep]) expect(isGrey(await pixels((await derive(bytes)).peek))).toBe(true);
});

describe('the rendering of a reveal', () => {
  test('is made anew: other bytes, at most 1600 pixels, no metadata', async () => {
    const large = await draw(1, { width: 3_000, height: 1_000 }).withExif({ IFD0: { ImageDescription: secret } }).jpeg().toBuffer();
    const revealed = await renderReveal(large, viewer);
    const metadata = await sharp(revealed).metadata();
    expect([metadata.format, metadata.width, metadata.exif]).toEqual(['webp', 1_600, undefined]);
    expect(Buffer.from(revealed).includes(secret)).toBe(false);
  });

  test.each([[1, 1], [40, 30], [3_000, 9], [9, 3_000], [300, 200]])('is made of a picture of %i × %i too', async (width, height) => {
    const small = await sharp({ create: { width, height, channels: 3, background: '#777' } }).png().toBuffer();
    const metadata = await sharp(await renderReveal(small, viewer)).metadata();
    expect(Math.max(metadata.width, metadata.height)).toBe(Math.min(Math.max(width, height, 480), 1_600));
  });

  test('stands upright, as the camera meant it', async () => {
    const lying = await draw(1, { width: 600, height: 300 }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height } = await sharp(await renderReveal(lying, viewer)).metadata();
    expect([width, height]).toEqual([300, 600]);
  });

  test('is marked all over, faintly, and the mark names the viewer and the minute', async () => {
    const plain = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#777' } }).png().toBuffer();
    const marks = await Promise.all([viewer, { ...viewer, name: 'MO-05' }, { ...viewer, at: new Date('2026-11-23T05:03:00Z') }].map(async (who) => pixels(await renderReveal(plain, who), 900)));
    const [mine, another, later] = marks.map(({ data }) => data);
    expect(mine).not.toEqual(another);
    expect(mine).not.toEqual(later);
    for (const [left, top] of [[0, 0], [450, 0], [0, 450], [450, 450]] as const) {
      const quarter = await sharp(mine, { raw: { width: 900, height: 900, channels: 3 } }).extract({ left, top, width: 450, height: 450 }).stats();
      const [red] = quarter.channels;
      expect(red!.stdev).toBeGreaterThan(1);
      expect(red!.max - red!.min).toBeLessThan(90);
    }
  });

  test('shows every frame of an animation, since a file counts as seen whole', async () => {
    const animation = gifOf(7, { width: 300, height: 200 });
    expect((await sharp(await renderReveal(animation, viewer), { animated: true }).metadata()).pages).toBe(7);
  });
});
