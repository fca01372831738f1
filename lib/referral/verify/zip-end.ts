import type { FileHandle } from 'node:fs/promises';

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;

/** What stands behind the files of a ZIP. */
export interface ZipEnd {
  readonly count: number;
  /** Where the directory begins, and its bytes. */
  readonly from: number;
  readonly bytes: number;
}

export async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  if (bytesRead < length) throw new Error('it ends too soon');
  return bytes;
}

const exact = (value: bigint): number => (value > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value));

/**
 * The end of a ZIP: APPNOTE 4.3.14 to 4.3.16. No comment is allowed, and every number has to agree with the others and with
 * the length of the file, so that there is one directory and nothing is hidden around it.
 * @throws Error that says what is wrong.
 */
export async function readZipEnd(handle: FileHandle, size: number): Promise<ZipEnd> {
  if (size < END_BYTES) throw new Error('it is too short');
  const end = await readAt(handle, size - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== END || end.readUInt16LE(20) !== 0) throw new Error('its last bytes are not the end of a ZIP');
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0) throw new Error('it is one of several parts');
  const short = { count: end.readUInt16LE(10), bytes: end.readUInt32LE(12), from: end.readUInt32LE(16) };
  if (end.readUInt16LE(8) !== short.count) throw new Error('its end counts the files twice and differently');
  const long = await readZip64(handle, size);
  if (long) {
    // Each field of the short form either says the same or says to look into the long one.
    const agree = [[short.count, long.count, 0xffff], [short.bytes, long.bytes, 0xffffffff], [short.from, long.from, 0xffffffff]] as const;
    if (agree.some(([one, other, see]) => one !== other && one !== see)) throw new Error('its two ends do not agree');
  }
  const { count, bytes, from } = long ?? short;
  const tail = END_BYTES + (long ? END64_BYTES + LOCATOR_BYTES : 0);
  if (from + bytes + tail !== size) throw new Error('its directory is not where its end says');
  return { count, bytes, from };
}

async function readZip64(handle: FileHandle, size: number): Promise<ZipEnd | undefined> {
  const at = size - END_BYTES - LOCATOR_BYTES - END64_BYTES;
  if (at < 0) return undefined;
  const bytes = await readAt(handle, at, END64_BYTES + LOCATOR_BYTES);
  if (bytes.readUInt32LE(END64_BYTES) !== LOCATOR) return undefined;
  const [disk, place, disks] = [bytes.readUInt32LE(END64_BYTES + 4), exact(bytes.readBigUInt64LE(END64_BYTES + 8)), bytes.readUInt32LE(END64_BYTES + 16)];
  if (bytes.readUInt32LE(0) !== END64 || exact(bytes.readBigUInt64LE(4)) !== END64_BYTES - 12 || place !== at) throw new Error('its long end is not where its locator says');
  if (disk !== 0 || disks !== 1 || bytes.readUInt32LE(16) !== 0 || bytes.readUInt32LE(20) !== 0) throw new Error('it is one of several parts');
  const [onThis, count, length, from] = [24, 32, 40, 48].map((offset) => exact(bytes.readBigUInt64LE(offset)));
  if (onThis !== count) throw new Error('its long end counts the files twice and differently');
  return { count: count ?? 0, bytes: length ?? 0, from: from ?? 0 };
}
