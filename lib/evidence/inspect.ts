import type { Metadata } from 'sharp';
import sharp from 'sharp';
import { Problem, type ProblemCode } from '@/lib/kernel';
import { oneAtATime, openPicture } from './engine';
import { type Derivatives, derive, readEveryFrame } from './renderings';
import { MEDIA_LIMITS, MEBIBYTE } from './schema';
import { type PictureType, claimedType, sniff } from './sniff';

/** Why a file was refused, for the audit trail. */
export type RefusalCode = 'empty' | 'too_large' | 'unsupported' | 'mislabelled' | 'damaged' | 'too_many_pixels' | 'too_many_frames' | 'too_slow';

/** What the decoder calls each type that it may be given. */
const FORMATS: Readonly<Partial<Record<PictureType, string>>> = {
  'image/jpeg': 'jpeg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif', 'image/avif': 'heif',
  // The image library's licence-free builds read AVIF in this container, not HEVC; builds that do say so.
  ...(sharp.format.heif.input.fileSuffix?.includes('.heic') ? { 'image/heic': 'heif' } : {}),
};

const READABLE = Object.keys(FORMATS).map((type) => type.replace('image/', '').toUpperCase()).join(', ');

export interface Picture extends Derivatives {
  readonly contentType: PictureType;
  readonly width: number;
  readonly height: number;
}

export interface Refusal {
  readonly refused: RefusalCode;
  readonly problem: Problem;
}

const PROBLEM_CODES: Partial<Record<RefusalCode, ProblemCode>> = { empty: 'invalid', too_large: 'too_large', unsupported: 'unsupported' };

function refuse(refused: RefusalCode, words: string): Refusal {
  return { refused, problem: new Problem(PROBLEM_CODES[refused] ?? 'unprocessable', words, [{ field: '(body)', message: words }]) };
}

export const tooLarge = () => refuse('too_large', `A file may have at most ${MEDIA_LIMITS.bytes / MEBIBYTE} MiB.`);
const tooManyPixels = () => refuse('too_many_pixels', `The picture unpacks to more than ${MEDIA_LIMITS.pixels / 1e6} million pixels and was not decoded.`);

function explain(error: unknown): Refusal {
  const words = error instanceof Error ? error.message : '';
  if (/pixel limit|too large|dimensions/i.test(words)) return tooManyPixels();
  if (/timeout/i.test(words)) return refuse('too_slow', `The picture could not be decoded within ${MEDIA_LIMITS.decodeSeconds} seconds.`);
  return refuse('damaged', 'The file is cut short or damaged: it could not be decoded to its end. Send it again whole.');
}

/** Looks at the bytes before anything is decoded: are they a picture that we read, and what the sender says? */
function identify(bytes: Uint8Array, contentType: string | null): Refusal | PictureType {
  if (bytes.length === 0) return refuse('empty', 'The body is empty; send the bytes of a picture.');
  if (bytes.length > MEDIA_LIMITS.bytes) return tooLarge();
  const type = sniff(bytes);
  if (!type) return refuse('unsupported', `These bytes are not a picture of a kind that is taken in: ${READABLE}.`);
  const claimed = claimedType(contentType);
  if (claimed && claimed !== type) return refuse('mislabelled', `The Content-Type says ${claimed}, the bytes are ${type}. Send the right type, or application/octet-stream.`);
  if (!FORMATS[type]) return refuse('unsupported', `${type} cannot be decoded by this installation; it reads ${READABLE}.`);
  return type;
}

function measure(metadata: Metadata, type: PictureType): Refusal | { width: number; height: number; frames: number } {
  // A second signature behind the first must not choose the decoder.
  if (metadata.format !== FORMATS[type]) return refuse('damaged', 'The file is not what its first bytes say it is.');
  const frames = metadata.pages ?? 1;
  const height = metadata.pageHeight ?? metadata.height;
  if (frames > MEDIA_LIMITS.frames) return refuse('too_many_frames', `The animation has ${frames} frames; at most ${MEDIA_LIMITS.frames} are taken in.`);
  if (metadata.width * height * frames > MEDIA_LIMITS.pixels) return tooManyPixels();
  return { width: metadata.width, height, frames };
}

/**
 * Decodes outside bytes under limits of size, pixels, frames and time, and makes the derivatives. Whatever cannot be
 * read to its end is refused with words for the sender, which never quote the file.
 */
export async function inspect(bytes: Uint8Array, contentType: string | null): Promise<Refusal | Picture> {
  const type = identify(bytes, contentType);
  if (typeof type === 'object') return type;
  return oneAtATime(async () => {
    try {
      const measured = measure(await openPicture(bytes).metadata(), type);
      if ('refused' in measured) return measured;
      const { width, height, frames } = measured;
      if (frames > 1) await readEveryFrame(bytes);
      return { contentType: type, width, height, ...(await derive(bytes)) };
    } catch (error) {
      return explain(error);
    }
  });
}
