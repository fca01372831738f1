import { type Caller, type Tx, db, transact } from '@/lib/db';
import { removeSealed, shredKey } from '@/lib/evidence';
import { type Result, fail, ok } from '@/lib/kernel';

export interface DestroyInput {
  readonly mediaId: string;
  readonly reason: string;
}

/** Reports that are over: all others may still need the file. */
const OVER = ['filed', 'withdrawn'] as const;

/** What must keep a file, in words; null when nothing does. */
async function whyKept(tx: Tx, mediaId: string, now: Date): Promise<string | null> {
  const holding = { items: { some: { media: { some: { mediaId } } } } };
  const undecided = await tx.item.count({ where: { state: 'waiting', media: { some: { mediaId } } } });
  if (undecided > 0) return `it belongs to ${undecided} item${undecided === 1 ? '' : 's'} that nobody has decided yet`;
  const reports = await tx.report.count({ where: { state: { notIn: [...OVER] }, OR: [{ files: { some: { mediaId } } }, { item: { media: { some: { mediaId } } } }] } });
  if (reports > 0) return `it belongs to ${reports} report${reports === 1 ? '' : 's'} that ${reports === 1 ? 'is' : 'are'} not finished`;
  const { _max } = await tx.preservation.aggregate({ where: { case: holding }, _max: { endsAt: true } });
  return _max.endsAt && _max.endsAt > now ? `it has to be preserved until ${_max.endsAt.toISOString().slice(0, 10)}` : null;
}

/**
 * Destroys a file's key for good, and then what it sealed. Refused while an item that is not decided, a report that is not
 * finished or a preservation holds the file. Its row stays: what was seen, decided and reported of it.
 */
export async function destroyMedia(caller: Caller, { mediaId, reason }: DestroyInput): Promise<Result<void>> {
  const shredded = await transact(db(), async (tx) => {
    // Items that come in meanwhile have to refer to the row, and wait here.
    await tx.$queryRaw`SELECT 1 FROM "Media" WHERE "id" = ${mediaId}::uuid FOR UPDATE`;
    const media = await tx.media.findUnique({ where: { id: mediaId } });
    if (!media) return fail('not_found', 'There is no such file.');
    if (media.state === 'destroyed') return ok(media);
    const why = await whyKept(tx, mediaId, caller.clock.now());
    if (why) return fail('conflict', `The file is kept: ${why}. Nothing was destroyed.`);
    await shredKey({ ...caller, tx }, media, reason);
    return ok(media);
  });
  if (!shredded.ok) return shredded;
  await removeSealed(shredded.value);
  return ok();
}
