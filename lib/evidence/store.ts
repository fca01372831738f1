import type { Rendering } from './schema';

/**
 * Where sealed bytes live, by object id and rendering. Nothing in a name tells what the bytes are; a hash of the
 * plaintext in a path would let anybody who can list the folder test for known files.
 */
export interface EvidenceStore {
  /** Whole or not at all: a reader never sees a part, and what was put survives a crash. */
  put(objectId: string, rendering: Rendering, sealed: Uint8Array): Promise<void>;
  /** @throws Error when there is no such object. */
  get(objectId: string, rendering: Rendering): Promise<Uint8Array>;
  /** Removes every rendering of the object; removing what is not there is no error. */
  delete(objectId: string): Promise<void>;
}
