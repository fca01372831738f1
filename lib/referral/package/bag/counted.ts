import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Part } from '../part';
import type { Listed } from './texts';

/** What a file of a package was when it was packed is not what the desk has on record of it. */
export class NotAsRecorded extends Error {
  constructor(readonly path: string) {
    super(`${path} is not what is on record.`);
    this.name = 'NotAsRecorded';
  }
}

/** A file of a package could not be read to its end; `cause` says why. */
export class UnreadablePart extends Error {
  constructor(readonly path: string, cause: unknown) {
    super(`${path} cannot be read.`, { cause });
    this.name = 'UnreadablePart';
  }
}

/** A file of a package on its way into it: what it is called, and its bytes once. */
export interface Entry {
  readonly path: string;
  /** Where it is known beforehand. */
  readonly byteSize?: number | undefined;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** The same with what is known once all of its bytes went. */
export interface CountedEntry extends Entry {
  /** @throws Error before the last byte was read. */
  listed(): Listed;
}

async function* contentOf({ path, content }: Part): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') {
    yield Buffer.from(content, 'utf8');
    return;
  }
  try {
    yield* await content();
  } catch (error) {
    throw new UnreadablePart(path, error);
  }
}

/**
 * A part, hashed and counted as it is read, so that each file is read once. Its end is held back until it has been what
 * was recorded: otherwise reading it fails with NotAsRecorded.
 */
export function countedPart(part: Part): CountedEntry {
  let listed: Listed | undefined;
  async function* open(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let byteSize = 0;
    for await (const piece of contentOf(part)) {
      hash.update(piece);
      byteSize += piece.length;
      part.onBytes?.(piece.length);
      yield piece;
    }
    const sha256 = hash.digest('hex');
    if ((part.sha256 ?? sha256) !== sha256 || (part.byteSize ?? byteSize) !== byteSize) throw new NotAsRecorded(part.path);
    listed = { path: part.path, sha256, byteSize };
  }
  return {
    path: part.path,
    byteSize: part.byteSize,
    open,
    listed() {
      if (!listed) throw new Error(`${part.path} has not been read to its end.`);
      return listed;
    },
  };
}

/** A file of which all is known. */
export function wholeEntry(path: string, content: string | Uint8Array): Entry {
  return { path, open: () => Readable.from([typeof content === 'string' ? Buffer.from(content, 'utf8') : content]) };
}
