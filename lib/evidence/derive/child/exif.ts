import readExif from 'exif-reader';

/** How much an honest camera's EXIF takes to read, many times over. */
const EFFORT = 200_000;
const EXIF_BYTES = 1024 * 1024;

/**
 * The same bytes, which give up after so much reading: the parser follows every entry wherever it points, and a few
 * kilobytes of entries that all point at the whole would keep it busy, and fill its memory, for minutes.
 */
function bounded(exif: Uint8Array): Buffer {
  const bytes = Buffer.from(exif);
  const { length } = bytes;
  let effort = EFFORT;
  const spend = (cost: number) => {
    effort -= cost;
    if (effort < 0) throw new Error('The EXIF takes more reading than any camera’s.');
  };
  return Object.defineProperties(bytes, {
    length: { get: () => (spend(1), length) },
    slice: { value: (from: number, to: number) => {
      const part = bytes.subarray(from, to);
      spend(part.length);
      return part;
    } },
  });
}

/** Tags by group (Image, Photo, GPSInfo and so on), their names as EXIF has them. @throws Error for what is no EXIF. */
export function exifOf(bytes: Uint8Array): object {
  if (bytes.length > EXIF_BYTES) throw new Error('The EXIF is too large.');
  const { bigEndian: _, ...groups } = readExif(bounded(bytes));
  return groups;
}
