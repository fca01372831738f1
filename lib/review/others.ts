import { holdsLease } from '@/lib/access/schema';
import type { Ctx, Prisma } from '@/lib/db';
import { viewedOf } from '@/lib/evidence';
import { type PersonActor, config } from '@/lib/kernel';
import { settingsOf, spared } from '@/lib/wellness';
import { HARMS } from '@/lib/wellness/schema';
import { isVerifiedFile } from './rules';
import { ALSO_MAX, type ReviewOther } from './schema';

type Of = Pick<Prisma.ItemGetPayload<object>, 'id' | 'caseId' | 'subjectId' | 'isTest'>;

interface OfCase extends Of {
  readonly leaseHolderId: string | null;
  readonly leaseUntil: Date | null;
  /** All items in the order of their arrival. */
  readonly case: { readonly items: readonly { readonly id: string }[] };
}

/**
 * Which other items can be decided together with one: of its case and account, waiting, held by nobody else, and not
 * those on which the caller asked for a second opinion. Outside test mode tests and real ones stay apart.
 */
function togetherWith({ actor, clock }: Ctx<PersonActor>, { id, caseId, subjectId, isTest }: Of): Prisma.ItemWhereInput {
  const now = clock.now();
  return {
    id: { not: id },
    caseId,
    subjectId,
    state: 'waiting',
    ...(!config().TEST_MODE && { isTest }),
    OR: [{ leaseHolderId: null }, { leaseHolderId: actor.id }, { leaseUntil: null }, { leaseUntil: { lte: now } }],
    decisions: { none: { personId: actor.id, undoneAt: null } },
  };
}

/** Of these items those that can be decided together with one, now. */
export async function freeAmong(ctx: Ctx<PersonActor>, item: Of, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await ctx.tx.item.findMany({ where: { AND: [togetherWith(ctx, item), { id: { in: [...ids] } }] }, select: { id: true } });
  return new Set(found.map(({ id }) => id));
}

/** The other items of its case that the holder of an item can decide with it, as facts; in the order of their arrival. */
export async function othersOf(ctx: Ctx<PersonActor>, item: OfCase): Promise<ReviewOther[]> {
  if (item.case.items.length < 2 || !holdsLease(ctx.actor, item, ctx.clock.now())) return [];
  const found = await ctx.tx.item.findMany({
    where: togetherWith(ctx, item),
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: ALSO_MAX,
    select: { id: true, summary: true, severity: true, receivedAt: true, harms: true, media: { select: { mediaId: true } }, signals: { orderBy: { position: 'asc' } } },
  });
  const { optedOut } = await settingsOf(ctx);
  const others: ReviewOther[] = [];
  for (const { id, summary, severity, receivedAt, harms, media, signals } of found) {
    const viewed = await viewedOf(ctx.tx, id);
    others.push({
      id,
      itemNumber: item.case.items.findIndex((each) => each.id === id) + 1,
      summary,
      severity,
      receivedAt: receivedAt.toISOString(),
      files: media.length,
      filesViewed: media.filter(({ mediaId }) => viewed.get(mediaId) === 'entirely').length,
      filesVerified: media.filter(({ mediaId }) => isVerifiedFile({ media, signals }, mediaId)).length,
      spared: spared(optedOut, harms).map((harm) => HARMS[harm].toLowerCase()),
    });
  }
  return others;
}
