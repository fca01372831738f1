import { z } from 'zod';
import { UNREADABLE, type UnreadableCode } from '../schema';
import type { PictureType } from '../sniff';
import { DecoderTooSlow } from './decoder';
import { type Derivative, type Derived, unreadable } from './derived';
import { PICTURE_LIMITS } from './limits';
import type { Message, Part } from './messages';
import { type Pool, openPool } from './pool';
import type { Task } from './task';

/** Three small JPEGs and what the file says about itself. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

const MADE: readonly Derivative[] = ['preview', 'still', 'peek'];

// What comes back was made from the file, by a process that the file may have taken over: it is believed no further than this.
const edge = z.int().min(1).max(2 ** 31 - 1);
const unreadableAnswer = z.object({ state: z.literal('unreadable'), code: z.enum(Object.keys(UNREADABLE) as UnreadableCode[]) });
const readyAnswer = z.object({ state: z.literal('ready'), width: edge, height: edge, frames: edge, durationMs: edge.nullable(), metadata: z.string().max(64 * 1024).nullable() });
const answer = z.discriminatedUnion('state', [readyAnswer, unreadableAnswer]);

let pictures: Pool | undefined;

/** This process's decoder of pictures: one, so that two hostile files are never in memory at once. */
export function pictureDecoder(): Pool {
  pictures ??= openPool(1);
  return pictures;
}

/** The decoder's answer; being killed at the end of its time is one too. @throws as `Pool.run` does otherwise. */
export async function decode(pool: Pool, task: Task, file: Part, maxAnswerBytes: number, signal?: AbortSignal): Promise<Message> {
  try {
    return await pool.run(task, file, maxAnswerBytes, signal);
  } catch (error) {
    if (!(error instanceof DecoderTooSlow)) throw error;
    return { header: unreadable('too_slow'), parts: [] };
  }
}

/**
 * The renderings and facts of a picture, made by a process of its own under limits of pixels, frames, time and memory.
 * @throws DecoderEnded when that process was ended by something else; whatever the file's own stream throws.
 */
export async function derivePicture(file: Part, type: PictureType, signal?: AbortSignal, pool = pictureDecoder()): Promise<Derived> {
  const { header, parts } = await decode(pool, { task: 'derive', type, limits: PICTURE_LIMITS }, file, ANSWER_BYTES_MAX, signal);
  const derived = answer.parse(header);
  if (derived.state === 'unreadable') return derived;
  const renderings = new Map(MADE.map((name, at) => {
    const bytes = parts[at];
    if (!bytes) throw new Error(`The decoder answered without a ${name}.`);
    return [name, bytes] as const;
  }));
  return { ...derived, streams: [], renderings };
}
