import { type PrismaClient, transact } from '@/lib/db';
import { ok } from '@/lib/kernel';
import { deriveLater } from '../derive/derive-later';
import { findVideoTools } from './tools';

const BATCH = 500;

/**
 * Has those videos read again that came while there was no decoder, now that there is one: told by the decoder's having
 * said nothing about them, not even which streams they have. For the start of a worker, which looks for the decoder once.
 * @returns how many were put in the line.
 */
export async function retryVideos(client: PrismaClient): Promise<number> {
  let [count, last] = [0, ''];
  for (;;) {
    const media = await client.media.findMany({
      where: { state: 'unreadable', unreadableCode: 'no_decoder', contentType: { startsWith: 'video/' }, streams: { equals: [] }, ...(last && { id: { gt: last } }) },
      select: { id: true, contentType: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    last = media.at(-1)?.id ?? '';
    if (!last || !(await findVideoTools())) return count;
    await transact(client, async (tx) => {
      for (const file of media) await deriveLater(tx, file);
      return ok();
    });
    count += media.length;
  }
}
