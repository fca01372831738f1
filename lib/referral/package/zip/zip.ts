import { crc32 } from 'node:zlib';
import type { Contents } from '../bag/bag';
import type { Entry } from '../bag/counted';
import { MAX_32, type ZipEntry, dataDescriptor, directoryRecord, endOfDirectory, localHeader } from './records';

export interface ZipOptions {
  /** All files stand in a folder of this name, so that unpacking leaves one thing behind. */
  readonly folder: string;
  readonly at: Date;
}

/** From here on a file's length is written in 64 bits; the rest of 4 GiB is for what is said before it is counted. */
const LARGE_BYTES = MAX_32 - 0xffff;

/**
 * The entries as a ZIP, stored, as a stream of pieces: an entry is opened when all before it was taken, and whoever does
 * not take makes it wait. Ours, because it is one pass over bytes that are hashed and sealed on their way: pictures and
 * films do not compress, and the library's checksum in JavaScript took longer than all else together (2.9 s a GB, Node's 0.2).
 * @returns what the entries' own generator returned. @throws what reading an entry throws; then it is no ZIP.
 */
export async function* zipOf(entries: AsyncGenerator<Entry, Contents>, { folder, at }: ZipOptions): AsyncGenerator<Uint8Array, Contents> {
  const written: ZipEntry[] = [];
  let offset = 0;
  const passed = (piece: Uint8Array): Uint8Array => {
    offset += piece.length;
    return piece;
  };

  async function* file({ path, byteSize: expected, open }: Entry): AsyncGenerator<Uint8Array> {
    const begin = { name: Buffer.from(`${folder}/${path}`, 'utf8'), at, isLarge: (expected ?? 0) >= LARGE_BYTES, offset };
    yield passed(localHeader(begin));
    let [checksum, byteSize] = [0, 0];
    for await (const piece of open()) {
      checksum = crc32(piece, checksum);
      byteSize += piece.length;
      yield passed(piece);
    }
    if (byteSize >= MAX_32 && !begin.isLarge) throw new Error(`${path} has ${byteSize} bytes, and nobody said beforehand that it is so large.`);
    const entry = { ...begin, crc32: checksum, byteSize };
    yield passed(dataDescriptor(entry));
    written.push(entry);
  }

  try {
    let next = await entries.next();
    for (; !next.done; next = await entries.next()) yield* file(next.value);
    const begin = offset;
    for (const entry of written) yield passed(directoryRecord(entry));
    yield passed(endOfDirectory(written.length, offset - begin, begin));
    return next.value;
  } finally {
    // Whoever leaves before the end leaves no file open.
    await entries.return({ fileCount: 0, manifestSha256: '' });
  }
}
