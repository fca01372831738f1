import { derivePicturesApart, drawPicturesHere, photograph } from '@/lib/evidence/testing';
import type { BenchContext } from '../measure';

const PHOTOGRAPHS = 12;

/**
 * Photographs of twelve megapixels, as phones send them, to ready previews a second: through the decoder that the
 * worker has, with its pipes and limits, against the image library drawing the same three renderings in this process.
 */
export async function benchRenderings(context: BenchContext): Promise<void> {
  const photographs = await Promise.all(Array.from({ length: PHOTOGRAPHS }, (_, seed) => photograph(seed + 1)));

  async function perSecond(make: (bytes: Buffer) => Promise<unknown>): Promise<number> {
    const begin = performance.now();
    for (const bytes of photographs) await make(bytes);
    return (PHOTOGRAPHS * 1000) / (performance.now() - begin);
  }

  await context.measure({
    metric: `photographs of 12 megapixels to ready previews a second, one after the other: apart under limits, against the image library alone`,
    unit: 'ratio',
    target: 0.8,
    better: 'higher',
    runs: 9,
    subject: () => perSecond(derivePicturesApart),
    baseline: () => perSecond(drawPicturesHere),
  });
}
