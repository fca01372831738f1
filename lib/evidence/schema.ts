import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

/**
 * What is stored of a file, each sealed for its purpose: the bytes as received; a blurred grey preview and a smaller one
 * for lists; a grey medium rendering for peeks, of a video its key frames; and of a video what a reveal plays.
 */
export const RENDERINGS = ['original', 'preview', 'still', 'peek', 'play'] as const;
export type Rendering = (typeof RENDERINGS)[number];

/** Why nothing of a file can be shown, in words for the reviewer. It is kept as it came, and can be reported. */
export const UNREADABLE = {
  unknown: 'This version does not know what kind of file it is.',
  damaged: 'It is cut short or damaged, and cannot be read to its end.',
  too_many_pixels: 'It unpacks to more pixels than are decoded here.',
  too_many_frames: 'It has more frames than are decoded here.',
  too_slow: 'It could not be decoded in time.',
  too_much_memory: 'Decoding it took more memory than is allowed.',
  no_decoder: 'This installation has no decoder for it.',
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

const VIEW_KINDS = ['peek', 'reveal'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** A grant that was not opened within this time is worthless. */
export const GRANT_SECONDS = 30;

/** Longest reason for a reveal, in characters. */
export const REASON_MAX = 500;

export const MEBIBYTE = 1024 * 1024;

/** What is taken in of one picture; beyond any of these it is refused, before memory is spent on it. */
export const MEDIA_LIMITS = {
  bytes: 50 * MEBIBYTE,
  /** Width × height × frames. */
  pixels: 100_000_000,
  frames: 600,
  decodeSeconds: 20,
} as const;

export const grantInput = z
  .object({
    mediaId: z.uuid(),
    itemId: z.uuid(),
    kind: z.enum(VIEW_KINDS),
    reason: storable(z.string()).trim().max(REASON_MAX, `At most ${REASON_MAX} characters`).optional(),
  })
  .refine(({ kind, reason }) => kind === 'peek' || Boolean(reason), { path: ['reason'], error: 'Say why the original has to be seen' });
export type GrantInput = z.output<typeof grantInput>;

/** A rendering on its way to a browser. */
export interface Shown {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** What intake answers about a file. */
export const mediaReceipt = z.object({
  mediaId: z.uuid(),
  sha256: z.string().describe('SHA-256 of the bytes as received, in hexadecimal'),
  sha1: z.string(),
  md5: z.string(),
  contentType: z.string().describe('What the bytes are, whatever the request said'),
  byteSize: z.int(),
  width: z.int().nullable().describe('In pixels; null until the renderings are made, and of what has no picture'),
  height: z.int().nullable(),
});
export type MediaReceipt = z.output<typeof mediaReceipt>;
