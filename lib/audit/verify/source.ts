import type { TileName } from '../log/tile';

/** One entry as a source has it. */
export interface SourceEntry {
  /** Null when the event is not at hand. */
  readonly leaf: Uint8Array | null;
  /** Whether that is as it should be: its month was detached and lies elsewhere. */
  readonly isElsewhere?: boolean;
  /** Something else that the source knows to be wrong with this entry. */
  readonly fault?: { readonly code: 'column_changed' | 'wrong_place' | 'gap'; readonly what: string };
}

/** Where a log is read from: a desk over HTTP, a folder, or the database itself. */
export interface LogSource {
  readonly name: string;
  /** The newest checkpoint, as a signed note; null when there is none. */
  checkpoint(): Promise<string | null>;
  /** Earlier checkpoints that the source still has, in any order; each is checked against the entries. */
  olderCheckpoints(): Promise<readonly string[]>;
  /** Entries `from` to `to`, in order. May answer fewer; none means that there are no more. */
  entries(from: number, to: number): Promise<readonly SourceEntry[]>;
  /** A tile's hashes, or null when the source has it not. */
  tile(name: TileName): Promise<Uint8Array | null>;
  /** Events outside of the log that should be in it. */
  strays(): Promise<readonly string[]>;
  close(): Promise<void>;
}
