/** One file of a ZIP, as its records describe it. */
export interface ZipEntry {
  readonly name: Buffer;
  readonly at: Date;
  /** Said beforehand that it may need 64 bits for its length: its header and what follows its bytes are of another form. */
  readonly isLarge: boolean;
  readonly crc32: number;
  readonly byteSize: number;
  /** Where its header stands. */
  readonly offset: number;
}

export const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
/** ZIP64's own version; of everything else 2.0, which has folders. */
const [VERSION_64, VERSION_20] = [45, 20] as const;
/** The version that made it, on Unix: the attributes below are its. */
const MADE_BY = (3 << 8) | VERSION_64;
const REGULAR_FILE = (0o100_644 << 16) >>> 0;
/** Lengths and checksum follow the bytes (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = (1 << 3) | (1 << 11);
const STORED = 0;

/** A number of so many bytes, little endian. */
type Field = readonly [value: number, bytes: 2 | 4 | 8];

function fields(...list: readonly Field[]): Buffer {
  const record = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of list) {
    if (bytes === 8) record.writeBigUInt64LE(BigInt(value), at);
    else record.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return record;
}

/** MS-DOS's time, in two seconds and without a zone: in UTC here, so that one package says the same wherever it is made. */
function dosTime(at: Date): readonly [Field, Field] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [[time, 2], [date, 2]];
}

/** The extended timestamp, in which readers find the time without having to guess the zone. */
const unixTime = (at: Date) => Buffer.concat([fields([0x5455, 2], [5, 2]), Buffer.of(1), fields([Math.floor(at.getTime() / 1000), 4])]);
/** ZIP64's extra field with these numbers. */
const wide = (...numbers: readonly number[]) => fields([0x0001, 2], [numbers.length * 8, 2], ...numbers.map((number): Field => [number, 8]));

/** What stands before a file's bytes (APPNOTE 4.3.7). */
export function localHeader({ name, at, isLarge }: Pick<ZipEntry, 'name' | 'at' | 'isLarge'>): Buffer {
  const extra = Buffer.concat([...(isLarge ? [wide(0, 0)] : []), unixTime(at)]);
  const unknown: readonly Field[] = isLarge ? [[0, 4], [MAX_32, 4], [MAX_32, 4]] : [[0, 4], [0, 4], [0, 4]];
  const head = fields([0x04034b50, 4], [isLarge ? VERSION_64 : VERSION_20, 2], [FLAGS, 2], [STORED, 2], ...dosTime(at), ...unknown, [name.length, 2], [extra.length, 2]);
  return Buffer.concat([head, name, extra]);
}

/** What stands behind them (4.3.9). */
export function dataDescriptor({ crc32, byteSize, isLarge }: Pick<ZipEntry, 'crc32' | 'byteSize' | 'isLarge'>): Buffer {
  const bytes = isLarge ? 8 : 4;
  return fields([0x08074b50, 4], [crc32, 4], [byteSize, bytes], [byteSize, bytes]);
}

/** A file's line in the directory at the end (4.3.12), which is what programs read. */
export function directoryRecord({ name, at, crc32, byteSize, offset, isLarge }: ZipEntry): Buffer {
  const isFar = offset >= MAX_32;
  const numbers = [...(isLarge ? [byteSize, byteSize] : []), ...(isFar ? [offset] : [])];
  const extra = Buffer.concat([...(numbers.length > 0 ? [wide(...numbers)] : []), unixTime(at)]);
  const size: Field = [isLarge ? MAX_32 : byteSize, 4];
  const head = fields(
    [0x02014b50, 4], [MADE_BY, 2], [numbers.length > 0 ? VERSION_64 : VERSION_20, 2], [FLAGS, 2], [STORED, 2], ...dosTime(at), [crc32, 4], size, size,
    [name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [REGULAR_FILE, 4], [isFar ? MAX_32 : offset, 4],
  );
  return Buffer.concat([head, name, extra]);
}

/** The end (4.3.14 to 4.3.16): where the directory stands, in 64 bits where 32 do not hold it. */
export function endOfDirectory(count: number, byteSize: number, offset: number): Buffer {
  const isWide = count >= MAX_16 || byteSize >= MAX_32 || offset >= MAX_32;
  const most = (value: number, limit: number) => Math.min(value, limit);
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [most(count, MAX_16), 2], [most(count, MAX_16), 2], [most(byteSize, MAX_32), 4], [most(offset, MAX_32), 4], [0, 2]);
  if (!isWide) return end;
  const end64 = fields([0x06064b50, 4], [44, 8], [MADE_BY, 2], [VERSION_64, 2], [0, 4], [0, 4], [count, 8], [count, 8], [byteSize, 8], [offset, 8]);
  const locator = fields([0x07064b50, 4], [0, 4], [offset + byteSize, 8], [1, 4]);
  return Buffer.concat([end64, locator, end]);
}
