import { z } from 'zod';
import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import { viewedOf } from '@/lib/evidence';
import type { PersonActor } from '@/lib/kernel';
import { type SignalFacts, isVerifiedFile } from './rules';
import type { ReviewFile } from './schema';

/** What is read of an item's files, for `filesOf`. */
export const FILE_FACTS = {
  orderBy: { position: 'asc' },
  select: {
    mediaId: true,
    media: {
      select: { state: true, unreadableCode: true, contentType: true, claimedType: true, byteSize: true, width: true, height: true, frames: true, durationMs: true, streams: true },
    },
  },
} as const satisfies Prisma.Item$mediaArgs;

type HeldFile = Prisma.ItemMediaGetPayload<{ select: (typeof FILE_FACTS)['select'] }>;

/** As the worker wrote them; of a kind of stream that is not known here, its name is enough. */
const streams = z.array(z.object({ kind: z.string(), codec: z.string(), width: z.int().optional(), height: z.int().optional(), frameRate: z.number().optional(), channels: z.int().optional() }));

/** How many other items hold each file, of those that the person may know of. */
async function copiesOf({ tx, actor }: Ctx<PersonActor>, itemId: string, mediaIds: string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.itemMedia.groupBy({ by: ['mediaId'], where: { mediaId: { in: mediaIds }, itemId: { not: itemId }, item: { case: unwalled(actor) } }, _count: true });
  return new Map(rows.map(({ mediaId, _count }) => [mediaId, _count]));
}

interface ItemOfFiles {
  readonly id: string;
  readonly media: readonly HeldFile[];
  readonly signals: readonly (SignalFacts & { readonly mediaId: string | null })[];
}

/** An item's files with what is known of each without looking at it, those that cannot be shown among them. */
export async function filesOf(ctx: Ctx<PersonActor>, { id: itemId, media, signals }: ItemOfFiles): Promise<ReviewFile[]> {
  const viewed = await viewedOf(ctx.tx, itemId);
  const copies = await copiesOf(ctx, itemId, media.map(({ mediaId }) => mediaId));
  return media.map(({ mediaId, media: file }) => ({
    id: mediaId,
    ...file,
    streams: streams.safeParse(file.streams).data ?? [],
    viewed: viewed.get(mediaId) ?? 'not_viewed',
    isVerified: isVerifiedFile({ media, signals }, mediaId),
    copies: copies.get(mediaId) ?? 0,
  }));
}
