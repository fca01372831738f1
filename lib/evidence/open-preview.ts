import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { readRendering } from './read';
import { GREY_TYPE } from './renderings';
import { type Blurred, type Shown, whyNotShown } from './schema';

/**
 * A blurred grey rendering of a file that is in some case of the person's: without a record of its own, since nothing
 * can be recognised in it. One case that they are not kept away from is enough, whatever others the file is in.
 * Answers what opens it, to be called when the caller's transaction is over: unsealing takes its time.
 */
export async function openPreview({ tx, actor }: Ctx<PersonActor>, { mediaId, rendering = 'preview' }: { mediaId: string; rendering?: Blurred }): Promise<Result<() => Promise<Shown>>> {
  const media = await tx.media.findFirst({ where: { id: mediaId, items: { some: { item: { case: unwalled(actor) } } } } });
  if (!media) return fail('not_found', 'There is no such file.');
  const why = whyNotShown(media);
  if (why !== undefined) return fail('conflict', `This file has no preview. ${why}`);
  return ok(async () => ({ body: Uint8Array.from(await readRendering(media, rendering)), contentType: GREY_TYPE }));
}
