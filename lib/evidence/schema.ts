import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

/**
 * What is stored of a file, each sealed for its purpose: the bytes as received; a blurred grey preview and a smaller one
 * for lists; a grey medium rendering for peeks, of a video its key frames; and of a video what a reveal plays.
 */
export type Rendering = 'original' | 'preview' | 'still' | 'peek' | 'play';

/**
 * Clocks that keep an authority's number alone: no content stays for them, and nobody looks at content for them. Ids of lib/retention/schema.ts,
 * which stands above this and checks that they are the same.
 */
export const REFERENCE_CLOCKS: readonly string[] = ['uk_si_2026_268_reference'];

/** Why nothing of a file can be shown, in words for the reviewer. It is kept as it came, and can be reported. */
export const UNREADABLE = {
  unknown: 'This version does not know what kind of file it is.',
  damaged: 'It is cut short or damaged, and cannot be read to its end.',
  too_large: 'It is longer than pictures are decoded here.',
  too_many_pixels: 'It unpacks to more pixels than are decoded here.',
  too_many_frames: 'It has more frames than are decoded here.',
  too_slow: 'It could not be decoded in time.',
  too_much_memory: 'Decoding it took more memory than is allowed.',
  no_decoder: 'This installation has no decoder for it.',
  no_picture: 'It holds no picture: sound or data alone.',
  more_pictures: 'It holds another picture beside the one that is shown.',
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

const VIEW_KINDS = ['peek', 'reveal'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** A grant that was not opened within this time is worthless. */
export const GRANT_SECONDS = 30;

/** Longest reason for a reveal, in characters. */
export const REASON_MAX = 500;

export const MEBIBYTE = 1024 * 1024;

/** What is taken in of one file, and what is decoded of it at most. */
export const MEDIA_LIMITS = {
  /** Just under 2 GiB: longer bodies are refused, and not read on. */
  bytes: 2_147_483_647,
  /** Width × height × frames. */
  pixels: 100_000_000,
  frames: 600,
  /** Of a picture: the length of the file, and what its decoder may take of time and of memory. */
  pictureBytes: 64 * MEBIBYTE,
  decodeSeconds: 20,
  decodeMebibytes: 240,
  revealSeconds: 60,
  revealMebibytes: 768,
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

/** Parts of a video, from and to, in milliseconds of its own time. */
export type Range = readonly [from: number, to: number];

/** As many as a person can bring about by jumping to and fro. */
export const RANGES_MAX = 500;

const millisecond = z.number().min(0).max(2_147_483_647);
export const playedRanges = z.array(z.tuple([millisecond, millisecond])).max(RANGES_MAX);

/** What a page tells of a look that is open, or that it ends: of a video also what was played so far. */
export const toldOfLook = z.object({ grantId: z.uuid(), played: playedRanges.optional() });
export type ToldOfLook = z.output<typeof toldOfLook>;

/** How much of a file people have seen, in words. */
export const VIEWED = { not_viewed: 'not viewed', in_part: 'viewed in part', entirely: 'viewed entirely' } as const;
export type Viewed = keyof typeof VIEWED;

/** What people call a file: "Image 2" is the second file of its item. */
export function nounOf(contentType: string): 'Image' | 'Video' | 'File' {
  if (contentType.startsWith('video/')) return 'Video';
  return contentType.startsWith('image/') ? 'Image' : 'File';
}

interface FileState {
  readonly state: 'received' | 'ready' | 'unreadable' | 'destroyed';
  readonly unreadableCode: string | null;
}

/** Why nothing of a file can be shown, in words for people; undefined when it can. */
export function whyNotShown({ state, unreadableCode }: FileState): string | undefined {
  switch (state) {
    case 'ready':
      return undefined;
    case 'received':
      return 'Its preview is being made.';
    case 'destroyed':
      return 'Its key was destroyed: nothing of it opens any more.';
    case 'unreadable':
      return (UNREADABLE as Readonly<Record<string, string>>)[unreadableCode ?? ''] ?? UNREADABLE.unknown;
  }
}

/** What stands in the place of a text whose key was destroyed. */
export const DESTROYED_TEXT = 'Destroyed: its key is gone, and nothing of it opens any more.';

/** What can be had without a look: blurred and grey, for the page, and smaller, for lists. */
export const BLURRED = ['preview', 'still'] as const satisfies readonly Rendering[];
export type Blurred = (typeof BLURRED)[number];

/** A rendering on its way to a browser: at once, or as it is made. */
export interface Shown {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
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
