import type { TileName } from '../log/tile';

/** One entry as a source has it. */
export interface SourceEntry {
  /** Null when the event is not at hand. */
  readonly leaf: Uint8Array | null;
  /** `2026-01` where the event is not at hand and neither is its whole month: whether that is as it should be, the reader knows. */
  readonly month?: string;
  /** Something else that the source knows to be wrong with this entry. */
  readonly fault?: { readonly code: 'column_changed' | 'wrong_place' | 'gap' | 'bundle_changed'; readonly what: string };
}

/** Where a log is read from: a desk over HTTP, a folder, or the database itself. */
export interface LogSource {
  readonly name: string;
  /** The newest checkpoint, as a signed note; null when there is none. */
  checkpoint(): Promise<string | null>;
  /** The checkpoints that the source still has over more than `from` and at most `to` entries, in order; each is checked against the entries. */
  checkpointsBetween(from: number, to: number): Promise<readonly { readonly size: number; readonly note: string }[]>;
  /** Entries `from` to `to`, in order. May answer fewer; none means that there are no more. */
  entries(from: number, to: number): Promise<readonly SourceEntry[]>;
  /** A tile's hashes, or null when the source has it not. */
  tile(name: TileName): Promise<Uint8Array | null>;
  /** How many events have no checkpoint over them yet, the newest being over `size`: nothing is said about those. */
  unsigned(size: number): Promise<number>;
  /** Events outside of the log that should be in it. */
  strays(): Promise<readonly string[]>;
  close(): Promise<void>;
}
