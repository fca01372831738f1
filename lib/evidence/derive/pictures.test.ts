import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { PictureType } from '../sniff';
import { draw, gifOf } from '../testing/pictures';
import { energyAbove } from '../testing/spectrum';
import { derivePicture } from './derive-picture';
import type { ReadyFile } from './derived';
import { openPool } from './pool';

const pool = openPool(1);
afterAll(() => pool.close());

async function derive(bytes: Buffer, type: PictureType = 'image/jpeg'): Promise<Omit<ReadyFile, 'renderings'> & Record<'preview' | 'still' | 'peek', Buffer>> {
  const derived = await derivePicture(bytes, type, undefined, pool);
  if (derived.state !== 'ready') throw new Error(`unreadable: ${derived.code}`);
  const { renderings, ...facts } = derived;
  const [preview, still, peek] = (['preview', 'still', 'peek'] as const).map((name) => Buffer.from(renderings.get(name) as Uint8Array));
  return { ...facts, preview: preview!, still: still!, peek: peek! };
}

async function isGrey(bytes: Buffer): Promise<boolean> {
  const data = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer();
  for (let at = 0; at < data.length; at += 3) if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  return true;
}

const sizeOf = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
};

const PHOTOS = join('..', 'shared', 'fixtures', 'photos');
const photos = existsSync(PHOTOS) ? readdirSync(PHOTOS).filter((name) => /\.(jpg|png)$/.test(name)) : [];

/** What 32 pixels can hold at most: faces, words and bodies need far more. */
const CYCLES = 16;
/** What rounding to whole levels leaves at every frequency, in a picture without any detail too. */
const ROUNDING = 10_000_000;

describe.skipIf(photos.length === 0)('of every fixture photograph (skipped where ../shared/fixtures is absent)', () => {
  test.each(photos)('%s: preview and still are grey, and what is finer than 16 cycles across is gone', async (name) => {
    const bytes = readFileSync(join(PHOTOS, name));
    const { preview, still, peek, width, height } = await derive(bytes, name.endsWith('png') ? 'image/png' : 'image/jpeg');
    const before = await energyAbove(bytes, CYCLES);
    for (const blurred of [preview, still]) {
      expect(await isGrey(blurred)).toBe(true);
      expect(await energyAbove(blurred, CYCLES)).toBeLessThan(Math.max(0.01 * before, ROUNDING));
    }
    expect(await isGrey(peek)).toBe(true);
    expect([Math.max(...(await sizeOf(preview))), Math.max(...(await sizeOf(still)))]).toEqual([480, 160]);
    expect(Math.max(...(await sizeOf(peek)))).toBe(Math.min(640, Math.max(width, height)));
    for (const made of [preview, still, peek]) {
      expect(await sharp(made).metadata()).toMatchObject({ format: 'jpeg', channels: 1, space: 'b-w', hasProfile: false });
    }
  });
});

test('the measure of detail tells a drawing from its blur, and a little blur from a lot', async () => {
  const sharpest = await draw(1).png().toBuffer();
  const [little, lot] = await Promise.all([1, 9].map((sigma) => sharp(sharpest).blur(sigma).png().toBuffer()));
  const [whole, first, second] = await Promise.all([sharpest, little!, lot!].map((bytes) => energyAbove(bytes, CYCLES)));
  expect(whole!).toBeGreaterThan(first!);
  expect(first!).toBeGreaterThan(10 * second!);
  expect(second!).toBeGreaterThan(0);
});

const SECRET = 'EXIF-SECRET-4711';
const GPS = { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 18/1' };

describe('what a file says about itself', () => {
  const exif = { IFD0: { ImageDescription: SECRET, Make: 'Example' }, IFD3: GPS };

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('is read from %s, its position too, and is in no rendering', async (format) => {
    const bytes = await draw(1, { width: 96, height: 64 }).withExif(exif)[format]().toBuffer();
    const { metadata, preview, still, peek } = await derive(bytes, `image/${format}`);
    expect(JSON.parse(metadata ?? '')).toMatchObject({ exif: { Image: { Make: 'Example', ImageDescription: SECRET }, GPSInfo: { GPSLatitude: [52, 31, 12], GPSLongitude: [13, 24, 18] } } });
    for (const made of [preview, still, peek]) {
      expect(made.includes(SECRET)).toBe(false);
      const { exif: kept, xmp, iptc, icc } = await sharp(made).metadata();
      expect([kept, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  test('is read from XMP, and is null where there is nothing', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="x" xmp:CreatorTool="Example"/></rdf:RDF></x:xmpmeta>`;
    expect(JSON.parse((await derive(await draw().withXmp(xmp).jpeg().toBuffer())).metadata ?? '')).toEqual({ xmp: { 'xmp:CreatorTool': 'Example' } });
    expect((await derive(await draw().jpeg().toBuffer())).metadata).toBeNull();
  });
});

test('a photograph that was taken lying stands upright, in its facts too', async () => {
  const lying = await draw(1, { width: 600, height: 300 }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { width, height, peek, preview } = await derive(lying);
  expect([width, height]).toEqual([300, 600]);
  expect([await sizeOf(peek), await sizeOf(preview)]).toEqual([[300, 600], [240, 480]]);
});

test('transparent pictures, deep ones and those of one pixel become ordinary grey ones', async () => {
  const transparent = await sharp({ create: { width: 90, height: 60, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } }).png().toBuffer();
  const deep = await draw().toColourspace('rgb16').png().toBuffer();
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#f00' } }).png().toBuffer();
  for (const bytes of [transparent, deep, dot]) expect(await isGrey((await derive(bytes, 'image/png')).peek)).toBe(true);
  const cmyk = await draw().toColourspace('cmyk').jpeg().toBuffer();
  expect(await isGrey((await derive(cmyk)).peek)).toBe(true);
});

describe('an animation', () => {
  /** Frames from black to white, each of one level. */
  const levels = (count: number) => Promise.all(Array.from({ length: count }, (_, at) => {
    const level = Math.round((255 * at) / (count - 1));
    return sharp({ create: { width: 60, height: 40, channels: 3, background: { r: level, g: level, b: level } } }).png().toBuffer();
  }));

  test.each(['gif', 'webp'] as const)('(%s) has six key frames on its sheet, the first and the last among them, and its first frame in lists', async (format) => {
    const bytes = await sharp(await levels(11), { join: { animated: true } })[format]().toBuffer();
    const { frames, width, height, peek, preview } = await derive(bytes, `image/${format}`);
    expect([frames, width, height, await sizeOf(peek)]).toEqual([11, 60, 40, [180, 80]]);
    const data = await sharp(peek).toColourspace('b-w').raw().toBuffer();
    const shown = [0, 1, 2].map((x) => data[20 * 180 + 60 * x + 30]!).concat([0, 1, 2].map((x) => data[60 * 180 + 60 * x + 30]!));
    const wanted = [0, 51, 102, 153, 204, 255];
    shown.forEach((level, at) => expect(Math.abs(level - wanted[at]!)).toBeLessThan(8));
    expect((await sharp(preview).stats()).channels[0]!.mean).toBeLessThan(8);
  });

  test('of two frames shows both', async () => {
    expect(await sizeOf((await derive(gifOf(2, { width: 30, height: 20 }), 'image/gif')).peek)).toEqual([60, 20]);
  });
});
