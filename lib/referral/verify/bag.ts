import type { Readable } from 'node:stream';
import type { Finding } from './findings';
import { limitOf } from './limits';

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
  /** The folder that it lies in, within what was given. */
  readonly folder?: string;
  readonly files: ReadonlyMap<string, BagFile>;
  /** What is wrong with the ZIP or the folder itself. */
  readonly findings: readonly Finding[];
  close(): Promise<void>;
}

/** There is nothing here that could be judged: neither good nor bad, and it must not look like either. */
export class NotRead extends Error {
  override readonly name = 'NotRead';
}

/**
 * All bytes of a small file. Undefined where it is longer than such a file may be, or cannot be read to its end: both are faults,
 * which `checkLengths` and `hashFiles` have named by then.
 * @throws Error when it is none of those that are read whole: that is a fault of whoever asks.
 */
export async function readWhole(file: BagFile): Promise<Buffer | undefined> {
  const max = limitOf(file.path);
  if (max === undefined) throw new Error(`${file.path} is not read whole: it may have any length`);
  if (file.byteSize > max) return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of (await file.open()) as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > max) return undefined;
      pieces.push(piece);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces);
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
