import type { Recipient } from './recipient';

/**
 * How much is handed over at once, and how many such pieces may wait: what bounds the memory of a package of any size. Many,
 * since a disk takes its bytes in bursts: with 2 MiB waiting instead of 16, a package took a tenth longer.
 */
export const PIECE_BYTES = 512 * 1024;
export const PIECES = 32;

/** What the thread is started with. */
export interface SealTask {
  readonly file: string;
  readonly recipient: Recipient;
  /** PIECES pieces of PIECE_BYTES, which are written by the one and read by the other, never by both at once. */
  readonly memory: SharedArrayBuffer;
}

/** To the thread: so much of a piece is filled, or nothing more comes. */
export type Filled = { readonly piece: number; readonly byteSize: number } | 'end';

export interface Sealed {
  readonly byteSize: number;
  /** Of the sealed file: lower-case hex. */
  readonly sha256: string;
}

/** From it: the oldest piece may be filled again, or all is written and durable. */
export type Answer = 'free' | Sealed;
