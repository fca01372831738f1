import type { Readable } from 'node:stream';
import type { Finding } from './findings';

/** One file of a package, wherever it is read from. */
export interface BagFile {
  /** Within the package: `data/report.pdf`. */
  readonly path: string;
  readonly byteSize: number;
  /** What the ZIP says that its bytes sum up to; checked by whoever reads them. */
  readonly crc32?: number;
  open(): Promise<Readable>;
}

/** A package as it was found, nothing within its files read yet. */
export interface OpenBag {
  /** What findings about the whole are put down to. */
  readonly name: string;
  readonly files: ReadonlyMap<string, BagFile>;
  /** What is wrong with the ZIP or the folder itself. */
  readonly findings: readonly Finding[];
  close(): Promise<void>;
}

/** There is nothing here that could be judged: neither good nor bad, and it must not look like either. */
export class NotRead extends Error {
  override readonly name = 'NotRead';
}

/** More bytes than any text of a package has: texts are read whole, everything else in pieces. */
const TEXT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * All bytes of a small file, or undefined where it claims or turns out to be longer than `max`.
 * @throws Error when its bytes cannot be read.
 */
export async function readWhole(file: BagFile, max = TEXT_MAX_BYTES): Promise<Buffer | undefined> {
  if (file.byteSize > max) return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > max) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
