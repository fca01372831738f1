import type { Readable } from 'node:stream';
import type { Rendering, UnreadableCode } from '../schema';

/** What can be made of an original; which of them a file has, its kind decides. */
export type Derivative = Exclude<Rendering, 'original'>;

/** One stream of a video or a sound file, as the file says. */
export interface StreamFacts {
  readonly kind: 'video' | 'audio' | 'other';
  readonly codec: string;
  readonly width?: number;
  readonly height?: number;
  /** Frames a second. */
  readonly frameRate?: number;
  readonly channels?: number;
}

export interface ReadyFile {
  readonly state: 'ready';
  /** Why something of it cannot be shown though the rest can: kept with the row, and then nobody has seen all of it. */
  readonly code?: UnreadableCode | null;
  /** In pixels, upright: as a person sees it. */
  readonly width: number;
  readonly height: number;
  /** 1 for a still picture; null where nobody counted. */
  readonly frames: number | null;
  readonly durationMs: number | null;
  readonly streams: readonly StreamFacts[];
  /** What the file says about itself (EXIF and the like): JSON of at most 64 KiB, in the clear; null when it says nothing. */
  readonly metadata: string | null;
  /** Each is sealed and stored in turn; a stream is read once and destroyed when something before it fails. */
  readonly renderings: ReadonlyMap<Derivative, Uint8Array | Readable>;
}

/** Nothing of it can be shown; what the file says of itself may be known all the same. */
export interface UnreadableFile extends Partial<Pick<ReadyFile, 'streams' | 'metadata'>> {
  readonly state: 'unreadable';
  readonly code: UnreadableCode;
}

/** What came of a file: its renderings and facts, or why there are none. */
export type Derived = ReadyFile | UnreadableFile;

/** A deriver's answer about a file that it was given and cannot show. */
export const unreadable = (code: UnreadableCode): Derived => ({ state: 'unreadable', code });
