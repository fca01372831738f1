import sharp, { type Metadata, type Sharp } from 'sharp';
import type { UnreadableCode } from '../../schema';
import type { PictureType } from '../../sniff';
import type { Limits } from '../task';

/** What the decoder calls each type that it may be given, and the one loader that may touch it. */
const LOADERS: Readonly<Record<PictureType, { readonly format: string; readonly loader: string }>> = {
  'image/jpeg': { format: 'jpeg', loader: 'VipsForeignLoadJpegBuffer' },
  'image/png': { format: 'png', loader: 'VipsForeignLoadPngBuffer' },
  'image/webp': { format: 'webp', loader: 'VipsForeignLoadWebpBuffer' },
  'image/gif': { format: 'gif', loader: 'VipsForeignLoadNsgifBuffer' },
  'image/avif': { format: 'heif', loader: 'VipsForeignLoadHeifBuffer' },
  'image/heic': { format: 'heif', loader: 'VipsForeignLoadHeifBuffer' },
};

/** Nothing of a picture can be shown, and this is why. */
class Unreadable extends Error {
  constructor(readonly code: UnreadableCode) {
    super(code);
  }
}

// Decoded pictures must not linger here after the answer has left.
sharp.cache(false);

/** The image library's licence-free builds read AVIF in this container, not HEVC; builds that do say so. */
const readsHeic = sharp.format.heif.input.fileSuffix?.includes('.heic') ?? false;

/**
 * Closes every loader but one. The library would choose by the bytes: a file that is two things at once must not
 * choose its decoder, nor reach one for documents or scripts.
 */
export function allowOnly(loader: string): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [loader] });
}

export interface Picture {
  /** As the file's header has it, before anything was decoded. */
  readonly metadata: Metadata;
  /** Upright, of one frame. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** How long an animation runs once, as browsers play it; null of a still picture, and where the file does not say. */
  readonly runsMs: number | null;
  /** A new reading of the file, of one frame or of several, one below the other; by the loader of its type alone. */
  readonly open: (frame?: number, count?: number) => Sharp;
}

/** Browsers do not hurry: a frame that is to last a hundredth of a second or less is shown for a tenth. */
const HURRIED_MS = 10;
const UNHURRIED_MS = 100;

function runsMs({ delay = [] }: Metadata, frames: number): number | null {
  if (frames === 1 || delay.length !== frames) return null;
  return delay.reduce((sum, ms) => sum + (ms <= HURRIED_MS ? UNHURRIED_MS : ms), 0);
}

/**
 * Reads the header and says no before memory is spent.
 * @throws Unreadable beyond a limit; Error with the library's words for what it cannot read.
 */
export async function openPicture(bytes: Buffer, type: PictureType, limits: Limits): Promise<Picture> {
  if (type === 'image/heic' && !readsHeic) throw new Unreadable('no_decoder');
  const { format, loader } = LOADERS[type];
  // `sequentialRead` keeps large pictures from being unpacked whole.
  const safe = { failOn: 'error', limitInputPixels: limits.pixels, sequentialRead: true } as const;
  const open = (page = 0, pages = 1) => {
    allowOnly(loader);
    return sharp(bytes, { ...safe, page, pages });
  };
  const metadata = await open().metadata();
  if (metadata.format !== format) throw new Unreadable('damaged');
  const frames = metadata.pages ?? 1;
  const { width } = metadata;
  const height = metadata.pageHeight ?? metadata.height;
  if (frames > limits.frames) throw new Unreadable('too_many_frames');
  if (width * height * frames > limits.pixels) throw new Unreadable('too_many_pixels');
  // Orientation belongs to photographs; frames have none.
  const isTurned = frames === 1 && metadata.autoOrient.width !== width;
  return { metadata, width: isTurned ? height : width, height: isTurned ? width : height, frames, runsMs: runsMs(metadata, frames), open };
}

/** The code for what the library says of a file that it cannot read. */
export function codeOf(error: unknown): UnreadableCode {
  if (error instanceof Unreadable) return error.code;
  const words = error instanceof Error ? error.message : '';
  if (/pixel limit|too large|dimensions/i.test(words)) return 'too_many_pixels';
  if (/unsupported codec|no decoding plugin|unsupported feature/i.test(words)) return 'no_decoder';
  if (/timeout/i.test(words)) return 'too_slow';
  return /out of memory|unable to (alloc|make)|cannot allocate/i.test(words) ? 'too_much_memory' : 'damaged';
}
