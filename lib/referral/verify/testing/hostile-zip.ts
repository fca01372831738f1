import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a ZIP that nobody should make: what is not said is as it ought to be. */
export interface Hostile {
  readonly name: string | Buffer;
  readonly bytes?: Buffer;
  readonly isDeflated?: boolean;
  /** Behind the end of what is packed, and part of its length. */
  readonly behind?: Buffer;
  /** Of the directory alone; the header before the bytes says the truth. */
  readonly claims?: { readonly name?: string; readonly byteSize?: number; readonly offset?: number; readonly crc?: number; readonly comment?: string };
  readonly method?: number;
  readonly flags?: number;
  /** Unix's, with the kind of file in it. */
  readonly mode?: number;
  /** Of Windows: what kind of thing it is. */
  readonly attributes?: number;
  readonly extra?: Buffer;
}

const numbers = (...list: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer => {
  const record = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of list) at = record.writeUIntLE(value, at, bytes);
  return record;
};

/** Writes the ZIP, with anything in front of it, before its directory or behind its end. */
export function writeHostile(path: string, files: readonly Hostile[], { before = '', between = '', after = '' } = {}): string {
  const pieces: Buffer[] = [Buffer.from(before)];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const { name, bytes = Buffer.from('harmless'), isDeflated = false, behind = Buffer.alloc(0), attributes = 0, claims = {}, method, flags = 0x800, mode = 0o100644, extra = Buffer.alloc(0) } of files) {
    const [raw, data] = [Buffer.from(name), isDeflated ? Buffer.concat([deflateRawSync(bytes), behind]) : bytes];
    const said = Buffer.from(claims.name ?? name);
    const [how, sum] = [method ?? (isDeflated ? 8 : 0), crc32(bytes)];
    const header = numbers([0x04034b50, 4], [20, 2], [flags, 2], [how, 2], [0, 2], [0x5b77, 2], [sum, 4], [data.length, 4], [bytes.length, 4], [raw.length, 2], [extra.length, 2]);
    pieces.push(header, raw, extra, data);
    const [packed, whole] = [isDeflated ? data.length : (claims.byteSize ?? data.length), claims.byteSize ?? bytes.length];
    const record = numbers(
      [0x02014b50, 4], [0x0314, 2], [20, 2], [flags, 2], [how, 2], [0, 2], [0x5b77, 2], [claims.crc ?? sum, 4], [packed, 4], [whole, 4], [said.length, 2], [extra.length, 2], [claims.comment?.length ?? 0, 2], [0, 2], [0, 2],
    );
    directory.push(Buffer.concat([record, numbers([((mode << 16) | attributes) >>> 0, 4], [claims.offset ?? offset, 4]), said, extra, Buffer.from(claims.comment ?? '')]));
    offset += header.length + raw.length + extra.length + data.length;
  }
  const [from, size] = [offset + between.length, directory.reduce((sum, { length }) => sum + length, 0)];
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [from, 4], [0, 2]);
  writeFileSync(path, Buffer.concat([...pieces, Buffer.from(between), ...directory, end, Buffer.from(after)]));
  return path;
}
