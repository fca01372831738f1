import { unwalled } from '@/lib/access';
import { holdsLease } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { settingsOf } from '@/lib/wellness';
import type { Harm } from '@/lib/wellness/schema';
import { asideOf, countUnclaimed } from './aside';
import type { QueueList, QueueView } from './schema';

const PAGE = 50;

interface Asker {
  readonly actor: PersonActor;
  readonly optedOut: readonly Harm[];
  readonly now: Date;
}

function condition(view: QueueView, { actor, optedOut, now }: Asker): Prisma.ItemWhereInput {
  const waiting: Prisma.ItemWhereInput = { state: 'waiting', case: unwalled(actor) };
  const aside = asideOf(actor, optedOut);
  switch (view) {
    case 'next':
      return { ...waiting, NOT: aside };
    case 'mine':
      return { ...waiting, leaseHolderId: actor.id, leaseUntil: { gt: now } };
    case 'text':
      return { ...waiting, media: { none: {} }, NOT: aside };
    case 'aside':
      return { ...waiting, ...aside };
  }
}

/** What waits for the caller, most urgent first, with who holds what; and how many there are in each view. What they set aside is a view of its own. */
export async function list(ctx: Ctx<PersonActor>, { view }: { view: QueueView }): Promise<Result<QueueList>> {
  const now = ctx.clock.now();
  const { optedOut, blur } = await settingsOf(ctx);
  const asker = { actor: ctx.actor, optedOut, now };
  // Who asked to see nothing before a look, or set it aside, is shown nothing in the list either.
  const isShown = blur !== 'hidden' && view !== 'aside';
  const count = (of: QueueView) => ctx.tx.item.count({ where: condition(of, asker) });
  const items = await ctx.tx.item.findMany({
    where: condition(view, asker),
    orderBy: [{ urgency: 'asc' }, { receivedAt: 'asc' }, { id: 'asc' }],
    take: PAGE,
    select: {
      id: true,
      summary: true,
      severity: true,
      receivedAt: true,
      leaseHolderId: true,
      leaseUntil: true,
      subject: { select: { externalId: true } },
      leaseHolder: { select: { pseudonym: true } },
      // Of what is still being made, or cannot be shown, there is no preview.
      media: { where: { media: { state: 'ready' } }, select: { mediaId: true }, orderBy: { position: 'asc' }, take: 1 },
    },
  });
  return ok({
    now: now.toISOString(),
    rows: items.map((item) => {
      const isHeld = item.leaseUntil !== null && item.leaseUntil > now;
      const isMine = holdsLease(ctx.actor, item, now);
      return {
        id: item.id,
        subject: item.subject.externalId,
        summary: item.summary,
        severity: item.severity,
        receivedAt: item.receivedAt.toISOString(),
        previewOf: isShown ? (item.media[0]?.mediaId ?? null) : null,
        isMine,
        heldBy: isHeld && !isMine ? (item.leaseHolder?.pseudonym ?? null) : null,
      };
    }),
    counts: { next: await count('next'), mine: await count('mine'), text: await count('text'), aside: await count('aside') },
    unclaimed: await countUnclaimed(ctx),
  });
}

/** As `list`, when somebody opens the queue, which is an event. The looks of an open page, one a change, are part of it. */
export async function openQueue(ctx: Ctx<PersonActor>, input: { view: QueueView }): Promise<Result<QueueList>> {
  await record(ctx, { action: 'queue.read', details: {} });
  return list(ctx, input);
}
