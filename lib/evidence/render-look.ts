import { Readable } from 'node:stream';
import type { Caller, Media } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type Viewing, isVideo } from '@/lib/wellness/schema';
import { BrokenSeal } from './broken-seal';
import { openOriginal, openRendering, readRendering } from './read';
import { GREY_TYPE } from './renderings';
import { NotDrawn, REVEAL_TYPE, renderReveal } from './reveal';
import { type Rendering, type Shown, UNREADABLE, type ViewKind } from './schema';
import type { PictureType } from './sniff';
import { PLAY_TYPE, playVideo } from './video/play-video';

/** What a look shows, ready to leave. */
export interface Rendered {
  readonly shown: Shown;
  /** Nothing of it is to leave after all: whatever still makes it ends. */
  readonly discard: () => void;
}

interface Looking {
  readonly media: Media;
  readonly kind: ViewKind;
  readonly settings: Pick<Viewing, 'isGrey' | 'isMuted'>;
  readonly at: Date;
  /** A seal turned out to be broken after the first bytes had left. */
  readonly onBroken: () => void;
}

/** Which stored bytes a look reads. */
export function renderingOf({ kind, media }: Pick<Looking, 'kind'> & { media: Pick<Media, 'contentType'> }): Rendering {
  if (kind === 'peek') return 'peek';
  return isVideo(media.contentType) ? 'play' : 'original';
}

const whole = (body: Uint8Array<ArrayBuffer>, contentType: string): Result<Rendered> => ok({ shown: { body, contentType }, discard: () => undefined });

async function play({ actor }: Caller<PersonActor>, { media, settings, at, onBroken }: Looking): Promise<Result<Rendered>> {
  const { width, height, durationMs } = media;
  if (width === null || height === null || durationMs === null) throw new Error('a video is ready without its size and length');
  const stored = await openRendering(media, 'play');
  const playing = await playVideo(stored, { viewer: { name: actor.name, at }, picture: { width, height }, durationMs, isMuted: settings.isMuted });
  if (!playing.ok) return playing;
  const video = playing.value;
  video.once('error', (error) => error instanceof BrokenSeal && onBroken());
  return ok({ shown: { body: Readable.toWeb(video) as ReadableStream<Uint8Array>, contentType: PLAY_TYPE }, discard: () => video.destroy() });
}

async function draw({ actor }: Caller<PersonActor>, { media, settings, at }: Looking): Promise<Result<Rendered>> {
  const options = { contentType: media.contentType as PictureType, isGrey: settings.isGrey };
  try {
    return whole(await renderReveal(await openOriginal(media), { name: actor.name, at }, options), REVEAL_TYPE);
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error;
    return fail('unavailable', `The original could not be drawn. ${UNREADABLE[error.code]} Nothing was shown; a peek still shows its grey rendering.`);
  }
}

/**
 * What a look at a file shows: of a peek the stored grey rendering, of a video its key frames; of a reveal a rendering
 * that is made for this person and this moment, and says so all over, in grey and without sound as the settings have it.
 * @throws BrokenSeal when the stored bytes were changed; of a video it may come later, through its stream.
 */
export async function renderLook(caller: Caller<PersonActor>, looking: Looking): Promise<Result<Rendered>> {
  switch (renderingOf(looking)) {
    case 'peek':
      return whole(Uint8Array.from(await readRendering(looking.media, 'peek')), GREY_TYPE);
    case 'play':
      return play(caller, looking);
    default:
      return draw(caller, looking);
  }
}
