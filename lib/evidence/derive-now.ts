import { type Caller, db } from '@/lib/db';
import { oneAtATime, openPicture } from './engine';
import { readOriginal, storeRendering } from './read';
import { derive } from './renderings';

/** Makes the renderings of a picture at once. */
export async function deriveNow({ clock }: Pick<Caller, 'clock'>, id: string): Promise<void> {
  const media = await db().media.findUniqueOrThrow({ where: { id } });
  if (!media.contentType.startsWith('image/')) return;
  const derivedAt = clock.now();
  try {
    const bytes = await readOriginal(media);
    const { width, height, pageHeight } = await openPicture(bytes).metadata();
    const { preview, peek } = await oneAtATime(() => derive(bytes));
    await storeRendering(media, 'preview', preview);
    await storeRendering(media, 'peek', peek);
    await db().media.update({ where: { id }, data: { state: 'ready', width, height: pageHeight ?? height, renderings: ['preview', 'peek'], derivedAt } });
  } catch {
    await db().media.update({ where: { id }, data: { state: 'unreadable', unreadableCode: 'damaged', derivedAt } });
  }
}
