import type { FileHandle } from 'node:fs/promises';
import type { Entry } from 'yauzl';
import { type Finding, finding } from './findings';
import { readAt } from './zip-end';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR = 0x08074b50;
/** Sizes and checksum stand behind the data, not before it. */
const SIZES_FOLLOW = 0x8;
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 1;

/** A file as the directory of the ZIP has it, and the name it goes by here. */
export interface Placed {
  readonly path: string;
  readonly entry: Entry;
}

/** The sizes of a local header that stand in its long field, uncompressed first: APPNOTE 4.5.3. */
function sizesOf(header: Buffer, extra: Buffer): { uncompressed: number; compressed: number } | undefined {
  const [compressed, uncompressed] = [header.readUInt32LE(18), header.readUInt32LE(22)];
  if (compressed !== IN_ZIP64 && uncompressed !== IN_ZIP64) return { compressed, uncompressed };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD || extra.readUInt16LE(at + 2) < 16 || at + 20 > extra.length) continue;
    return { uncompressed: Number(extra.readBigUInt64LE(at + 4)), compressed: Number(extra.readBigUInt64LE(at + 12)) };
  }
  return undefined;
}

/** What the header before a file's bytes says otherwise than the directory: another program may go by that one. */
async function compareHeaders(handle: FileHandle, { entry }: Placed): Promise<{ end: number } | { fault: string }> {
  const from = entry.relativeOffsetOfLocalHeader;
  const header = await readAt(handle, from, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL) return { fault: 'where its bytes begin' };
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const rest = await readAt(handle, from + LOCAL_BYTES, nameBytes + extraBytes);
  if (!rest.subarray(0, nameBytes).equals(entry.fileNameRaw)) return { fault: 'its name' };
  if (header.readUInt16LE(6) !== entry.generalPurposeBitFlag || header.readUInt16LE(8) !== entry.compressionMethod) return { fault: 'how it is stored' };
  if (header.readUInt16LE(10) !== entry.lastModFileTime || header.readUInt16LE(12) !== entry.lastModFileDate) return { fault: 'its date' };
  const dataFrom = from + LOCAL_BYTES + nameBytes + extraBytes;
  const dataEnd = dataFrom + entry.compressedSize;
  const sizes = sizesOf(header, rest.subarray(nameBytes));
  const crc = header.readUInt32LE(14);
  const follow = (entry.generalPurposeBitFlag & SIZES_FOLLOW) !== 0;
  const isUnsaid = follow && crc === 0 && sizes?.compressed === 0 && sizes.uncompressed === 0;
  if (!isUnsaid && (crc !== entry.crc32 || sizes?.compressed !== entry.compressedSize || sizes.uncompressed !== entry.uncompressedSize)) return { fault: 'its length or its checksum' };
  return follow ? await compareDescriptor(handle, entry, dataEnd) : { end: dataEnd };
}

async function compareDescriptor(handle: FileHandle, entry: Entry, at: number): Promise<{ end: number } | { fault: string }> {
  const fault = { fault: 'its length or its checksum' };
  const head = await readAt(handle, at, 16);
  if (head.readUInt32LE(0) !== DESCRIPTOR || head.readUInt32LE(4) !== entry.crc32) return fault;
  if (head.readUInt32LE(8) === entry.compressedSize && head.readUInt32LE(12) === entry.uncompressedSize) return { end: at + 16 };
  const long = await readAt(handle, at + 8, 16);
  return Number(long.readBigUInt64LE(0)) === entry.compressedSize && Number(long.readBigUInt64LE(8)) === entry.uncompressedSize ? { end: at + 24 } : fault;
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
