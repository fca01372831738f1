import { unwalled } from '@/lib/access';
import { seesOnlyPreserved } from '@/lib/access/schema';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { BrokenSeal } from './broken-seal';
import { foundBroken } from './found-broken';
import { preservedItems } from './preserved';
import { readRendering } from './read';
import { GREY_TYPE } from './renderings';
import { type Blurred, type Shown, whyNotShown } from './schema';

/**
 * A blurred grey rendering of a file that is in some case of the person's: without a record of its own, since nothing
 * can be recognised in it. One case that they are not kept away from is enough, whatever others the file is in; for a
 * liaison one item in it that is decided and preserved.
 * Answers what opens it, to be called when the caller's transaction is over: unsealing takes its time.
 */
export async function openPreview(
  { tx, ...caller }: Ctx<PersonActor>,
  { mediaId, rendering: wanted = 'preview' }: { mediaId: string; rendering?: Blurred },
): Promise<Result<() => Promise<Result<Shown>>>> {
  const theirs = { case: unwalled(caller.actor) };
  const item = seesOnlyPreserved(caller.actor) ? { AND: [theirs, preservedItems(caller.clock.now())] } : theirs;
  const media = await tx.media.findFirst({ where: { id: mediaId, items: { some: { item } } } });
  if (!media) return fail('not_found', 'There is no such file.');
  const why = whyNotShown(media);
  if (why !== undefined) return fail('conflict', `This file has no preview. ${why}`);
  // Files of the first version have no small one.
  const rendering = media.renderings.includes(wanted) ? wanted : 'preview';
  return ok(async () => {
    try {
      return ok({ body: Uint8Array.from(await readRendering(media, rendering)), contentType: GREY_TYPE });
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error;
      await foundBroken(caller, { mediaId, rendering });
      return fail('unavailable', 'This preview does not open: its stored form was changed. It is not shown, and this was recorded; supervisors are told.');
    }
  });
}
