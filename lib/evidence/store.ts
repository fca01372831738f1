import type { Readable } from 'node:stream';

export interface StoredObject {
  readonly name: string;
  /** When it was written, by the store's own clock. */
  readonly at: Date;
}

/**
 * Where sealed bytes live, by name (see names.ts). Nothing in a name tells what the bytes are; a plain hash of them in a
 * path would let anybody who can list the store test for known files. All that goes in and comes out is sealed: a
 * store is trusted to keep bytes, not to keep them secret or unchanged.
 */
export interface EvidenceStore {
  /** Whole or not at all: when this returns it survives a crash; when it throws, or the source does, nothing is there. */
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws NoSuchObject before the first byte; later failures of disk or network come through the stream. */
  get(name: string): Promise<Readable>;
  /** Durable when it returns. A crash within may leave the object under both names, never under none. */
  move(from: string, to: string): Promise<void>;
  /** Removes the object of that name, or all below it when the name ends with a slash. What is not there is no error. */
  delete(name: string): Promise<void>;
  /** Every object whose name begins with the prefix, in no particular order, unfinished ones among them. */
  list(prefix: string): AsyncIterable<StoredObject>;
}

/** The store has nothing of that name: it was removed, or the store is another one than it was. */
export class NoSuchObject extends Error {
  constructor(readonly object: string) {
    super(`The evidence store has no ${object}.`);
    this.name = 'NoSuchObject';
  }
}
