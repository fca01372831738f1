import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { readRendering } from './read';
import { GREY_TYPE } from './renderings';
import type { Shown } from './schema';

/**
 * The blurred grey preview of a file that is in some case of the person's: without a record of its own, since nothing
 * can be recognised in it. One case that they are not kept away from is enough, whatever others the file is in.
 */
export async function openPreview({ tx, actor }: Ctx<PersonActor>, { mediaId }: { mediaId: string }): Promise<Result<Shown>> {
  const media = await tx.media.findFirst({ where: { id: mediaId, items: { some: { item: { case: unwalled(actor) } } } } });
  if (!media) return fail('not_found', 'There is no such file.');
  return ok({ bytes: Uint8Array.from(await readRendering(media, 'preview')), contentType: GREY_TYPE });
}
