import sharp, { type Sharp } from 'sharp';
import { derivePicture } from '@/lib/evidence';
import type { BenchContext } from '../measure';

const PHOTOGRAPHS = 4;

/** A JPEG of twelve megapixels and some megabytes, as a phone's camera makes them: shapes under the noise of a sensor. */
async function photograph(seed: number): Promise<Buffer> {
  const [width, height] = [4_000, 3_000];
  const shapes = Array.from({ length: 60 }, (_, at) => `<circle cx="${(at * 683 * seed) % width}" cy="${(at * 467) % height}" r="${100 + at * 9}" fill="hsl(${(at * 53) % 360} 60% 50%)"/>`);
  const scene = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`);
  return sharp({ create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 12 } } }).composite([{ input: scene, blend: 'overlay' }]).withExif({ IFD0: { Make: 'Example', Model: 'Camera' } }).jpeg({ quality: 90 }).toBuffer();
}

const raw = (picture: Sharp) => picture.raw().toBuffer({ resolveWithObject: true });
const jpeg = (picture: Sharp, quality: number) => picture.toColourspace('b-w').jpeg({ quality }).toBuffer();

/** The same three renderings by the image library alone, in this process: from one decode, as ours are. */
async function drawHere(bytes: Buffer): Promise<void> {
  const medium = await raw(sharp(bytes, { sequentialRead: true }).autoOrient().resize({ width: 640, height: 640, fit: 'inside', withoutEnlargement: true }).greyscale());
  const small = await raw(sharp(medium.data, { raw: medium.info }).resize({ width: 32, height: 32, fit: 'inside' }));
  const blurred = (edge: number) => sharp(small.data, { raw: small.info }).resize({ width: edge, height: edge, fit: 'inside' }).blur((11 * edge) / 480);
  await Promise.all([jpeg(blurred(480), 80), jpeg(blurred(160), 90), jpeg(sharp(medium.data, { raw: medium.info }), 72)]);
}

async function deriveApart(bytes: Buffer): Promise<void> {
  const derived = await derivePicture(bytes, 'image/jpeg');
  if (derived.state !== 'ready') throw new Error(`It could not be derived: ${derived.code}.`);
}

/**
 * Photographs to ready previews a second: by the decoder that the worker has, with its pipes and limits, against the
 * image library drawing the same three renderings in this process.
 */
export async function benchRenderings(context: BenchContext): Promise<void> {
  const photographs: Buffer[] = [];
  for (let seed = 1; seed <= PHOTOGRAPHS; seed += 1) photographs.push(await photograph(seed));

  async function perSecond(make: (bytes: Buffer) => Promise<void>): Promise<number> {
    const begin = performance.now();
    for (const bytes of photographs) await make(bytes);
    return (PHOTOGRAPHS * 1000) / (performance.now() - begin);
  }

  await context.measure({
    metric: 'photographs of 12 megapixels to ready previews a second, one after the other: apart and under limits, against the image library alone',
    unit: 'ratio',
    target: 0.8,
    better: 'higher',
    runs: 7,
    subject: () => perSecond(deriveApart),
    baseline: () => perSecond(drawHere),
  });
}
