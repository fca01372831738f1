import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type BagFile, type OpenBag, wordsOf } from './bag';
import { type Finding, finding } from './findings';

export type OnProgress = (doneBytes: number, totalBytes: number) => void;

export interface Hashed {
  /** Path to SHA-256, lower-case hex; without those that could not be read. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** Reads a file once, in pieces. @throws Error when it cannot be read to its end. */
async function hashOf(file: BagFile, onPiece: (bytes: number) => void): Promise<{ sha256: string; crc: number }> {
  const hash = createHash('sha256');
  let crc = 0;
  for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
    hash.update(piece);
    if (file.crc32 !== undefined) crc = crc32(piece, crc);
    onPiece(piece.length);
  }
  return { sha256: hash.digest('hex'), crc };
}

/** Hashes every file of the package, in the order in which they lie there. */
export async function hashFiles({ files }: OpenBag, onProgress: OnProgress = () => undefined): Promise<Hashed> {
  const findings: Finding[] = [];
  const hashes = new Map<string, string>();
  const total = [...files.values()].reduce((sum, { byteSize }) => sum + byteSize, 0);
  let done = 0;
  for (const file of files.values()) {
    try {
      const { sha256, crc } = await hashOf(file, (bytes) => onProgress((done += bytes), total));
      hashes.set(file.path, sha256);
      if (file.crc32 !== undefined && crc !== file.crc32) findings.push(finding('zip_checksum', file.path));
    } catch (error) {
      findings.push(finding('unreadable', file.path, wordsOf(error)));
    }
  }
  onProgress(total, total);
  return { hashes, findings };
}
