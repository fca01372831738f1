import { unwalled } from '@/lib/access';
import { holdsLease, howToLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { isPreserved } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { settingsOf, spared } from '@/lib/wellness';
import { HARMS } from '@/lib/wellness/schema';
import { draftOf } from './draft';
import { FILE_FACTS, filesOf } from './files';
import { mayRead } from './may-read';
import { othersOf } from './others';
import { copiesFact, earlierFact, matchedFact, viewingFact, wordsOf } from './rules';
import type { ReviewItem } from './schema';
import { undoUntil } from './undo';

const include = {
  case: { select: { number: true, items: { select: { id: true }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] } } },
  subject: { select: { externalId: true } },
  conversation: { select: { encryption: true } },
  leaseHolder: { select: { pseudonym: true } },
  participants: { select: { accountId: true } },
  signals: { orderBy: { position: 'asc' } },
  media: FILE_FACTS,
  messages: {
    orderBy: { position: 'asc' },
    select: { id: true, sentAtText: true, flagged: true, senderId: true, sender: { select: { externalId: true } }, media: { select: { mediaId: true } } },
  },
  decisions: { where: { undoneAt: null }, orderBy: { decidedAt: 'desc' }, take: 1, include: { person: { select: { pseudonym: true } } } },
} satisfies Prisma.ItemInclude;

async function earlierDecisions({ tx, actor }: Ctx<PersonActor>, itemId: string, mediaIds: string[]) {
  const rows = await tx.fileDecision.findMany({
    where: { mediaId: { in: mediaIds }, decision: { undoneAt: null, itemId: { not: itemId }, outcome: { not: 'second_opinion' }, item: { case: unwalled(actor) } } },
    select: { decision: { select: { id: true, outcome: true, personId: true, decidedAt: true } } },
    take: 500,
  });
  return [...new Map(rows.map(({ decision }) => [decision.id, decision])).values()];
}

/**
 * One item for its review page: facts and structure, no text and no pixels. Opening it is an event. Items are open
 * to everyone who may review, so that a link from a colleague works; acting on one needs its lease.
 */
export async function openItem(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<ReviewItem>> {
  const item = await ctx.tx.item.findFirst({ where: { id: itemId, case: unwalled(ctx.actor) }, include });
  if (!item) return fail('not_found', 'There is no such item.');
  const now = ctx.clock.now();
  const isHeld = item.leaseUntil !== null && item.leaseUntil > now;
  const isMine = holdsLease(ctx.actor, item, now);
  const fileNumber = new Map(item.media.map(({ mediaId }, index) => [mediaId, index + 1]));
  const [decision] = item.decisions;
  const looking = howToLook(ctx.actor, { ...item, isPreserved: await isPreserved(ctx.tx, item, now) }, now);
  const files = await filesOf(ctx, item);
  const { blur, isGrey, isMuted, isTextFolded, optedOut } = await settingsOf(ctx);
  // Asked apart, since reading the sealed texts themselves only to see that they are there would be up to a thousand of them.
  const textless = new Set((await ctx.tx.message.findMany({ where: { itemId, sealedText: null }, select: { id: true } })).map(({ id }) => id));
  await record(ctx, { action: 'item.read', details: {}, itemId, caseId: item.caseId, targets: [{ type: 'item', id: itemId }] });
  return ok({
    id: item.id,
    caseId: item.caseId,
    caseNumber: item.case.number,
    itemNumber: item.case.items.findIndex(({ id }) => id === item.id) + 1,
    itemCount: item.case.items.length,
    platform: item.platform,
    subject: item.subject.externalId,
    severity: item.severity,
    occurredAt: item.occurredAtText,
    isTest: item.isTest,
    state: item.state,
    isMine,
    mayLook: looking !== null,
    asksReason: looking === 'with_reason',
    mayRead: await mayRead(ctx, item),
    heldBy: isHeld && !isMine ? (item.leaseHolder?.pseudonym ?? null) : null,
    leaseUntil: isMine ? (item.leaseUntil?.toISOString() ?? null) : null,
    spared: spared(optedOut, item.harms).map((harm) => HARMS[harm].toLowerCase()),
    matched: matchedFact(item.signals),
    earlier: earlierFact(await earlierDecisions(ctx, item.id, [...fileNumber.keys()]), now),
    copies: copiesFact(files),
    viewing: viewingFact(item.signals, files),
    signals: item.signals.map((signal) => ({ id: signal.id, words: wordsOf(signal), isKnown: signal.isKnown, isTest: signal.isTest })),
    files,
    accounts: new Set([item.subjectId, ...item.participants.map(({ accountId }) => accountId)]).size,
    messages: item.messages.map((message) => ({
      id: message.id,
      sender: message.sender.externalId,
      isSubject: message.senderId === item.subjectId,
      sentAt: message.sentAtText,
      isFlagged: message.flagged,
      hasText: !textless.has(message.id),
      files: message.media.flatMap(({ mediaId }) => fileNumber.get(mediaId) ?? []),
    })),
    encryption: item.conversation?.encryption ?? null,
    decision: decision
      ? {
          id: decision.id,
          outcome: decision.outcome,
          by: decision.person.pseudonym,
          decidedAt: decision.decidedAt.toISOString(),
          undoUntil: undoUntil(decision.decidedAt).toISOString(),
          isMine: decision.personId === ctx.actor.id,
        }
      : null,
    draft: isMine ? await draftOf(ctx, item) : null,
    others: await othersOf(ctx, item),
    settings: { blur, isGrey, isMuted, isTextFolded },
  });
}
