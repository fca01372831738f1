import { z } from 'zod';
import { type Pool, openPool } from './derive/pool';
import { decode } from './derive/derive-picture';
import { REVEAL_LIMITS } from './derive/limits';
import type { Part } from './derive/messages';
import { UNREADABLE, type UnreadableCode } from './schema';
import type { PictureType } from './sniff';
import type { Viewer } from './watermark';

/** WebP, because it also holds animations. */
export const REVEAL_TYPE = 'image/webp';

const ANSWER_BYTES_MAX = 128 * 1024 * 1024;
/** Reveals that are drawn at once, each in a process of its own; more of them wait their turn. */
const AT_ONCE = 2;

const answer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('unreadable'), code: z.enum(Object.keys(UNREADABLE) as UnreadableCode[]) }),
]);

let reveals: Pool | undefined;

/** A file that has renderings and yet cannot be drawn for a reveal: that takes more time or memory than they did. */
export class NotDrawn extends Error {
  constructor(readonly code: UnreadableCode) {
    super(`A reveal could not be drawn: ${code}.`);
    this.name = 'NotDrawn';
  }
}

export interface RevealOptions {
  readonly contentType: PictureType;
  /** In colour only where the viewer's settings and the desk's floors allow it. */
  readonly isGrey: boolean;
}

/**
 * What a reveal of a picture shows: drawn anew from the original, at most 1600 pixels, every frame of an animation,
 * without metadata, marked all over with the viewer's pseudonym and the time in UTC. It is drawn by a process of its
 * own, under limits of time and memory: a hostile original takes nothing down but that.
 * @throws NotDrawn beyond those limits; DecoderEnded when that process was ended; BrokenSeal and whatever else the original's stream throws.
 */
export async function renderReveal(original: Part, viewer: Viewer, { contentType, isGrey }: RevealOptions): Promise<Uint8Array<ArrayBuffer>> {
  reveals ??= openPool(AT_ONCE);
  const task = { task: 'reveal', type: contentType, limits: REVEAL_LIMITS, isGrey, viewer: { name: viewer.name, at: viewer.at.toISOString() } } as const;
  const { header, parts: [drawn] } = await decode(reveals, task, original, ANSWER_BYTES_MAX);
  const answered = answer.parse(header);
  if (answered.state === 'unreadable') throw new NotDrawn(answered.code);
  if (!drawn) throw new Error('The decoder answered without a rendering.');
  return Uint8Array.from(drawn);
}
