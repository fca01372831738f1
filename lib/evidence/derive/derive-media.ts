import { Readable } from 'node:stream';
import type { Media } from '@/lib/db';
import { BrokenSeal } from '../broken-seal';
import { foundBroken } from '../found-broken';
import { openOriginal, storeRendering } from '../read';
import { type PictureType, PICTURE_TYPES } from '../sniff';
import { deriveVideo } from '../video/derive-video';
import { DecoderEnded } from './decoder';
import { derivePicture } from './derive-picture';
import { type Derived, unreadable } from './derived';
import { PICTURE_LIMITS } from './limits';
import { DERIVER, type DeriveTools, TO_DERIVE, saveDerived } from './save-derived';

/** How often a decoder may be brought down over one file before the file is held to be the reason. */
const TRIES = 5;

const isPicture = (type: string): type is PictureType => (PICTURE_TYPES as readonly string[]).includes(type);

async function derive(media: Media, signal: AbortSignal): Promise<Derived> {
  const { contentType, byteSize } = media;
  if (contentType.startsWith('video/')) return deriveVideo(() => openOriginal(media), { contentType, signal });
  if (!isPicture(contentType)) return unreadable('unknown');
  if (byteSize > PICTURE_LIMITS.bytes) return unreadable('too_large');
  return derivePicture(await openOriginal(media), contentType, signal);
}

/** Seals and stores what was made; what was not read to its end is let go of. */
async function store(media: Media, derived: Derived, signal: AbortSignal): Promise<void> {
  if (derived.state !== 'ready') return;
  const contents = [...derived.renderings];
  try {
    for (const [rendering, content] of contents) {
      signal.throwIfAborted();
      await storeRendering(media, rendering, content);
    }
  } finally {
    for (const [, content] of contents) if (content instanceof Readable) content.destroy();
  }
}

/**
 * Makes what can be shown of a file, and writes it down: renderings sealed into the store, facts and state into the
 * row, in this order, so that a row never promises what is not there. Safe to call any number of times and to cut at
 * any point: a file that was derived already is left alone, unless a decoder was missing, and renderings of an interrupted try are overwritten.
 * @param attempt which try this is. A decoder that is brought down is no verdict about the file before the fifth.
 * @throws BrokenSeal, which is on record then, NoSuchObject, DecoderEnded, NoDecoderStarts, the signal's reason: then the file stays `received`, to be tried again.
 */
export async function deriveMedia(tools: DeriveTools, mediaId: string, signal = new AbortController().signal, attempt = 1): Promise<void> {
  const media = await tools.client.media.findFirst({ where: { id: mediaId, ...TO_DERIVE } });
  if (!media) return;
  const derived = await derive(media, signal).catch(async (error: unknown) => {
    if (error instanceof BrokenSeal) await foundBroken({ ...tools, actor: DERIVER, requestId: tools.ids.next() }, { mediaId, rendering: 'original' });
    if (!(error instanceof DecoderEnded) || attempt < TRIES) throw error;
    // What brings a decoder down every time is the file; a machine that kills it does so over memory.
    return unreadable(error.isKilled ? 'too_much_memory' : 'damaged');
  });
  await store(media, derived, signal);
  await saveDerived(tools, media, derived);
}
