import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, type ZipFile, openPromise } from 'yauzl';
import { type BagFile, type OpenBag, wordsOf } from './bag';
import { type Finding, finding } from './findings';
import { clashes, faultOfName } from './names';
import { type ZipEnd, readZipEnd } from './zip-end';
import { type Placed, checkLayout } from './zip-layout';

/** More files than a case can have: what names more means to fill a memory. */
const MOST_FILES = 500_000;
/** Text becomes a twentieth when it is packed, and nothing real less than a hundredth. */
const MOST_TIMES = 200;
/** Of names alone; a case has fewer than a thousandth of it. */
const MOST_DIRECTORY_BYTES = 256 * 1024 * 1024;
const IN_UTF8 = 0x800;
/** How well it was packed, that lengths follow, and how its name is written. Others mean that programs read other bytes. */
const PLAIN_FLAGS = 0x6 | 0x8 | IN_UTF8;
const DEFLATED = 8;
/** A folder, or the name of a disk: what Windows says of an entry. */
const NO_FILE_OF_WINDOWS = 0x10 | 0x08;
const FOLDER = 0o040000;
const REGULAR = 0o100000;
/** A field that holds the name once more, for some programs to go by. */
const SECOND_NAME = 0x7075;

const typeOf = ({ externalFileAttributes }: Entry) => (externalFileAttributes >>> 16) & 0o170000;

/** The name as it is written, or why it cannot be told. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): { name: string; fault?: string } {
  const name = fileNameRaw.toString('utf8');
  const isPlain = fileNameRaw.every((byte) => byte < 0x80);
  if (!Buffer.from(name, 'utf8').equals(fileNameRaw)) return { name, fault: 'it is not UTF-8' };
  if (!isPlain && (generalPurposeBitFlag & IN_UTF8) === 0) return { name, fault: 'it does not say how its letters are written' };
  if (extraFields.some(({ id }) => id === SECOND_NAME)) return { name, fault: 'it has a second name' };
  return { name };
}

function faultOf(path: string, entry: Entry): Finding | undefined {
  if (![0, REGULAR].includes(typeOf(entry))) return finding('not_a_file', path);
  if ((entry.externalFileAttributes & NO_FILE_OF_WINDOWS) !== 0) return finding('zip_two_stories', path, 'whether it is a file');
  if (entry.isEncrypted()) return finding('zip_method', path, 'with a password');
  if ((entry.generalPurposeBitFlag & ~PLAIN_FLAGS) !== 0) return finding('zip_method', path, `flags ${entry.generalPurposeBitFlag}`);
  if (!entry.canDecodeFileData()) return finding('zip_method', path, `method ${entry.compressionMethod}`);
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) return finding('zip_two_stories', path, 'its length');
  if (entry.uncompressedSize > (entry.compressedSize + 1024) * MOST_TIMES) return finding('zip_bomb', path, `${entry.uncompressedSize} bytes from ${entry.compressedSize}`);
  return undefined;
}

/** One entry's bytes, no more of them than it says: a bomb goes off in the first piece too many. */
async function* bounded(stream: Readable, most: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) throw new Error(`it goes on after the ${most} bytes that it says it has`);
    yield piece;
  }
  if (length < most) throw new Error(`it ends after ${length} of the ${most} bytes that it says it has`);
}

/** The directory of the ZIP: what may be read, and what is wrong with the rest. */
async function readDirectory(zip: ZipFile, name: string, end: ZipEnd) {
  const findings: Finding[] = [];
  const placed: Placed[] = [];
  const readable: Placed[] = [];
  const clash = clashes();
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    const { name: written, fault } = nameOf(entry);
    const isFolder = written.endsWith('/');
    const path = isFolder ? written.slice(0, -1) : written;
    placed.push({ path, entry });
    const unsafe = fault ?? faultOfName(path);
    if (unsafe !== undefined) findings.push(finding('unsafe_name', path, unsafe));
    else if (isFolder) {
      const other = clash(path, true);
      if (other) findings.push(finding('twin_name', path, other.with));
      if (entry.uncompressedSize !== 0 || ![0, FOLDER].includes(typeOf(entry))) findings.push(finding('zip_two_stories', path, 'whether it is a folder'));
    } else {
      const other = clash(path);
      if (other) findings.push(other.kind === 'same' ? finding('same_name', path) : finding('twin_name', path, other.with));
      const wrong = faultOf(path, entry);
      if (wrong) findings.push(wrong);
      else if (other?.kind !== 'same') readable.push({ path, entry });
    }
  }
  if (bytes !== end.bytes) findings.push(finding('zip_hidden', name, `${end.bytes - bytes} in its directory`));
  return { findings, placed, readable };
}

/**
 * Opens a package as the ZIP that it was opened to. Its files are read in pieces, straight from the ZIP: nothing is unpacked.
 * What is wrong with the ZIP is a finding, and what can be read beside it is.
 */
export async function openZip(path: string): Promise<OpenBag> {
  const name = basename(path);
  const handle = await open(path, 'r');
  let zip: ZipFile | undefined;
  const close = async () => {
    zip?.close();
    await handle.close();
  };
  try {
    const end = await readZipEnd(handle, (await handle.stat()).size);
    if (end.count > MOST_FILES || end.bytes > MOST_DIRECTORY_BYTES) throw new Error(`it names ${end.count} files in ${end.bytes} bytes`);
    const opened = (zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false }));
    const { findings, placed, readable } = await readDirectory(opened, name, end);
    const layout = await checkLayout(handle, name, placed, end.from);
    return { name, files: new Map(readable.map((each) => [each.path, fileOf(opened, each)])), findings: [...findings, ...layout], close };
  } catch (error) {
    return { name, files: new Map(), findings: [finding('zip_broken', name, wordsOf(error))], close };
  }
}

/**
 * What was packed, unpacked. Programs stop where the packing says that it ends: bytes behind that belong to the file by its
 * length and to nobody by its contents.
 */
async function* inflated(packed: Readable, length: number): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const unpacked = pipeline(packed, inflate, () => undefined);
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) yield piece;
  } finally {
    packed.destroy();
  }
  if (inflate.bytesWritten !== length) throw new Error(`${length - inflate.bytesWritten} bytes lie behind its end`);
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== DEFLATED) return zip.openReadStreamPromise(entry);
  return Readable.from(inflated(await zip.openReadStreamPromise(entry, { decompress: false }), entry.compressedSize), { objectMode: false });
}

function fileOf(zip: ZipFile, { path, entry }: Placed): BagFile {
  return {
    path,
    byteSize: entry.uncompressedSize,
    crc32: entry.crc32,
    open: async () => Readable.from(bounded(await openEntry(zip, entry), entry.uncompressedSize)),
  };
}

