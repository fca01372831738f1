import type { FileHandle } from 'node:fs/promises';
import { type Entry, type ExtraField, parseExtraFields } from 'yauzl';
import { type Finding, finding } from './findings';
import { readAt } from './zip-end';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR = 0x08074b50;
/** Sizes and checksum stand behind the data, not before it. */
const SIZES_FOLLOW = 0x8;
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 0x0001;
const UNIX_TIME_FIELD = 0x5455;
/** What common programs write beside a name, and how long that can be: lengths, times of Unix and of Windows, and owners. */
const KNOWN_FIELDS: ReadonlyMap<number, number> = new Map([[ZIP64_FIELD, 28], [UNIX_TIME_FIELD, 13], [0x000a, 32], [0x5855, 12], [0x7855, 4], [0x7875, 19]]);

/** A file as the directory of the ZIP has it, and the name it goes by here. */
export interface Placed {
  readonly path: string;
  readonly entry: Entry;
}

/** Whether a header's fields are such as programs write, each once and no longer than it is, and fill the place for them to the byte. */
function isPlain(fields: readonly ExtraField[], length: number): boolean {
  const isKnown = fields.every(({ id, data }) => data.length <= (KNOWN_FIELDS.get(id) ?? -1));
  return isKnown && new Set(fields.map(({ id }) => id)).size === fields.length && fields.reduce((sum, { data }) => sum + 4 + data.length, 0) === length;
}

/**
 * Whether the long lengths in the directory are those that were read, whoever reads them: some programs go by them only where
 * the short ones say so, and others always. APPNOTE 4.5.3: uncompressed, compressed, place, each where it is needed.
 */
function isLongAlike({ extraFields, uncompressedSize, compressedSize, relativeOffsetOfLocalHeader }: Entry): boolean {
  const data = fieldOf(extraFields, ZIP64_FIELD);
  if (!data) return true;
  const said = Array.from({ length: data.length >> 3 }, (_, at) => Number(data.readBigUInt64LE(at * 8)));
  let at = 0;
  const isSaid = said.every((value) => (at = [uncompressedSize, compressedSize, relativeOffsetOfLocalHeader].indexOf(value, at) + 1) > 0);
  return isSaid && [0, 4].includes(data.length % 8) && data.subarray(said.length * 8).every((byte) => byte === 0);
}

const fieldOf = (fields: readonly ExtraField[], wanted: number) => fields.find(({ id }) => id === wanted)?.data;

/** The sizes of a local header; long ones stand in a field of their own, uncompressed first: APPNOTE 4.5.3. */
function sizesOf(header: Buffer, fields: readonly ExtraField[]): { uncompressed: number; compressed: number } | undefined {
  const [compressed, uncompressed] = [header.readUInt32LE(18), header.readUInt32LE(22)];
  const long = fieldOf(fields, ZIP64_FIELD);
  if (!long) return { compressed, uncompressed };
  return long.length === 16 && compressed === IN_ZIP64 && uncompressed === IN_ZIP64 ? { uncompressed: Number(long.readBigUInt64LE(0)), compressed: Number(long.readBigUInt64LE(8)) } : undefined;
}

/** The time as seconds, where a field says it, and which times it says. */
const unixTimeOf = (fields: readonly ExtraField[]) => fieldOf(fields, UNIX_TIME_FIELD)?.subarray(0, 5).toString('hex');

function isDatedAlike(header: Buffer, fields: readonly ExtraField[], entry: Entry): boolean {
  const [here, there] = [unixTimeOf(fields), unixTimeOf(entry.extraFields)];
  return header.readUInt16LE(10) === entry.lastModFileTime && header.readUInt16LE(12) === entry.lastModFileDate && (here ?? there) === (there ?? here);
}

/** What the header before a file's bytes says otherwise than the directory: another program may go by that one. */
async function compareHeaders(handle: FileHandle, { entry }: Placed): Promise<{ end: number } | { fault: string }> {
  const from = entry.relativeOffsetOfLocalHeader;
  const header = await readAt(handle, from, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL) return { fault: 'where its bytes begin' };
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const rest = await readAt(handle, from + LOCAL_BYTES, nameBytes + extraBytes);
  const fields = parseExtraFields(rest.subarray(nameBytes));
  if (!isPlain(fields, extraBytes) || !isPlain(entry.extraFields, entry.extraFieldLength) || entry.fileCommentLength > 0) return { fault: 'in a note beside its name' };
  if (!isLongAlike(entry)) return { fault: 'its length or its place' };
  if (!rest.subarray(0, nameBytes).equals(entry.fileNameRaw)) return { fault: 'its name' };
  if (header.readUInt16LE(6) !== entry.generalPurposeBitFlag || header.readUInt16LE(8) !== entry.compressionMethod) return { fault: 'how it is stored' };
  if (!isDatedAlike(header, fields, entry)) return { fault: 'its date' };
  const dataFrom = from + LOCAL_BYTES + nameBytes + extraBytes;
  const dataEnd = dataFrom + entry.compressedSize;
  const sizes = sizesOf(header, fields);
  const crc = header.readUInt32LE(14);
  const follow = (entry.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
  const isUnsaid = follow && crc === 0 && sizes?.compressed === 0 && sizes.uncompressed === 0;
  if (!isUnsaid && (crc !== entry.crc32 || sizes?.compressed !== entry.compressedSize || sizes.uncompressed !== entry.uncompressedSize)) return { fault: 'its length or its checksum' };
  // Writers agree that lengths of 64 bits follow where lengths of 64 bits are announced, before the bytes or in the directory.
  const isLong = fieldOf(fields, ZIP64_FIELD) !== undefined || (fieldOf(entry.extraFields, ZIP64_FIELD)?.length ?? 0) >= 16;
  return follow ? await compareDescriptor(handle, entry, dataEnd, isLong) : { end: dataEnd };
}

/** Checksum and lengths behind the bytes: APPNOTE 4.3.9. */
async function compareDescriptor(handle: FileHandle, entry: Entry, at: number, isLong: boolean): Promise<{ end: number } | { fault: string }> {
  const bytes = await readAt(handle, at, isLong ? 24 : 16);
  const [compressed, uncompressed] = isLong ? [Number(bytes.readBigUInt64LE(8)), Number(bytes.readBigUInt64LE(16))] : [bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
  const isSame = bytes.readUInt32LE(0) === DESCRIPTOR && bytes.readUInt32LE(4) === entry.crc32 && compressed === entry.compressedSize && uncompressed === entry.uncompressedSize;
  return isSame ? { end: at + bytes.length } : { fault: 'its length or its checksum' };
}

/**
 * Accounts for every byte before the directory: files lie one after the other, none in another, nothing between them, and
 * each says the same before its bytes as in the directory. Bombs that unpack the same bytes many times, files put before
 * a ZIP, and names that two programs read differently all fail here.
 */
export async function checkLayout(handle: FileHandle, zip: string, placed: readonly Placed[], directoryFrom: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  let at = 0;
  for (const each of placed.toSorted((one, other) => one.entry.relativeOffsetOfLocalHeader - other.entry.relativeOffsetOfLocalHeader)) {
    const from = each.entry.relativeOffsetOfLocalHeader;
    if (from > at) findings.push(finding('zip_hidden', zip, `${from - at} before ${each.path}`));
    if (from < at) findings.push(finding('zip_overlap', each.path));
    const compared = await compareHeaders(handle, each).catch(() => ({ fault: 'where its bytes end' }));
    if ('fault' in compared) findings.push(finding('zip_two_stories', each.path, compared.fault));
    at = Math.max(at, 'end' in compared ? compared.end : from + LOCAL_BYTES + each.entry.fileNameLength + each.entry.compressedSize);
    if (at > directoryFrom) return [...findings, finding('zip_overlap', each.path)];
  }
  // After a file whose end is not known there is no telling what belongs to nobody.
  if (at < directoryFrom && findings.length === 0) findings.push(finding('zip_hidden', zip, `${directoryFrom - at} before its directory`));
  return findings;
}
