import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { readRendering } from './read';
import { GREY_TYPE } from './renderings';
import type { Shown } from './schema';

/**
 * The blurred grey preview of a file: for everybody with the permission for previews, without a record of
 * its own, since nothing can be recognised in it.
 */
export async function openPreview({ tx }: Ctx<PersonActor>, { mediaId }: { mediaId: string }): Promise<Result<Shown>> {
  const media = await tx.media.findUnique({ where: { id: mediaId } });
  if (!media) return fail('not_found', 'There is no such file.');
  return ok({ bytes: Uint8Array.from(await readRendering(media, 'preview')), contentType: GREY_TYPE });
}
