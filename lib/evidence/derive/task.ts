import type { UnreadableCode } from '../schema';
import type { PictureType } from '../sniff';
import type { Viewer } from '../watermark';

/** What a decoder may spend on one file. It is told with each task: the child reads no configuration. */
export interface Limits {
  /** Of the file as it came. */
  readonly bytes: number;
  /** Width × height × frames. */
  readonly pixels: number;
  readonly frames: number;
  readonly seconds: number;
  /** Resident memory of the whole child. */
  readonly memoryBytes: number;
}

/** What a decoder is asked; the file's bytes are the message's one part. */
export type Task = { readonly type: PictureType; readonly limits: Limits } & (
  | { readonly task: 'derive' }
  | { readonly task: 'reveal'; readonly isGrey: boolean; readonly viewer: Omit<Viewer, 'at'> & { readonly at: string } }
);

/** What it answers; renderings are the message's parts. */
export type Answer = { readonly state: 'unreadable'; readonly code: UnreadableCode } | { readonly state: 'ready'; readonly [fact: string]: unknown };
