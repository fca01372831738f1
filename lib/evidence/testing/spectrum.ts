import sharp from 'sharp';

/** Pictures are compared at this many pixels a side, whatever their own size: a power of two, for the transform. */
const SIDE = 256;

/** A complex row, transformed in place (Cooley and Tukey, radix 2). */
function transform(re: Float64Array, im: Float64Array): void {
  const { length } = re;
  for (let at = 1, to = 0; at < length; at += 1) {
    let bit = length >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (at < to) {
      [re[at], re[to]] = [re[to]!, re[at]!];
      [im[at], im[to]] = [im[to]!, im[at]!];
    }
  }
  for (let size = 2; size <= length; size <<= 1) {
    const turn = (-2 * Math.PI) / size;
    for (let start = 0; start < length; start += size) {
      for (let at = 0; at < size / 2; at += 1) {
        const [low, high] = [start + at, start + at + size / 2];
        const [cos, sin] = [Math.cos(turn * at), Math.sin(turn * at)];
        const [x, y] = [re[high]! * cos - im[high]! * sin, re[high]! * sin + im[high]! * cos];
        [re[high], im[high]] = [re[low]! - x, im[low]! - y];
        [re[low], im[low]] = [re[low]! + x, im[low]! + y];
      }
    }
  }
}

/** Fades the picture out towards its edges (Hann): to the transform it repeats, and where its ends do not meet is an edge that nobody sees. */
const FADE = Float64Array.from({ length: SIDE }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / (SIDE - 1)));

/** How much of a picture's energy lies above a spatial frequency, in cycles across the whole picture. */
export async function energyAbove(bytes: Uint8Array, cycles: number): Promise<number> {
  const grey = await sharp(bytes).autoOrient().resize({ width: SIDE, height: SIDE, fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
  if (grey.length !== SIDE * SIDE) throw new Error('the picture is not of one channel');
  const re = Array.from({ length: SIDE }, (_, y) => Float64Array.from({ length: SIDE }, (__, x) => grey[y * SIDE + x]! * FADE[x]! * FADE[y]!));
  const im = re.map(() => new Float64Array(SIDE));
  re.forEach((row, y) => transform(row, im[y]!));
  let energy = 0;
  for (let x = 0; x < SIDE; x += 1) {
    const [columnRe, columnIm] = [Float64Array.from(re, (row) => row[x]!), Float64Array.from(im, (row) => row[x]!)];
    transform(columnRe, columnIm);
    for (let y = 0; y < SIDE; y += 1) {
      const frequency = Math.hypot(Math.min(x, SIDE - x), Math.min(y, SIDE - y));
      if (frequency > cycles) energy += columnRe[y]! ** 2 + columnIm[y]! ** 2;
    }
  }
  return energy;
}
