import { unwalled } from '@/lib/access';
import { howToLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { isPreserved } from '@/lib/evidence';
import { nounOf } from '@/lib/evidence/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { settingsOf } from '@/lib/wellness';
import { FILE_FACTS, filesOf } from './files';
import { viewingFact } from './rules';
import type { PreservedItem, PreservedLook } from './schema';

/** So many earlier looks are listed; all of them are on the trail. */
const LOOKS_SHOWN = 20;

const include = {
  case: { select: { number: true, items: { select: { id: true }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] } } },
  subject: { select: { externalId: true } },
  signals: { orderBy: { position: 'asc' } },
  media: FILE_FACTS,
  decisions: { where: { undoneAt: null }, orderBy: { decidedAt: 'desc' }, take: 1, include: { person: { select: { pseudonym: true } } } },
} satisfies Prisma.ItemInclude;

type Found = Prisma.ItemGetPayload<{ include: typeof include }>;

/** Who saw which original, when and why, the newest first. How long they looked is theirs alone. */
async function looksAt({ tx }: Ctx, { id: itemId, media }: Found): Promise<PreservedLook[]> {
  const views = await tx.evidenceView.findMany({
    where: { itemId, kind: 'reveal', openedAt: { not: null } },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: LOOKS_SHOWN,
    select: { id: true, mediaId: true, openedAt: true, reason: true, person: { select: { pseudonym: true } } },
  });
  return views.flatMap(({ id, mediaId, openedAt, reason, person }) => {
    const at = media.findIndex((held) => held.mediaId === mediaId);
    const name = `${nounOf(media[at]?.media.contentType ?? '')} ${at + 1}`;
    return openedAt ? [{ id, at: openedAt.toISOString(), by: person.pseudonym, file: name, reason }] : [];
  });
}

/**
 * One item that is decided and preserved, for those who may look at it still: facts, no text and no pixels. Opening it is
 * an event. To everybody else it does not exist, and for nobody does one that is not preserved, or not any more.
 */
export async function openPreserved(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<PreservedItem>> {
  const item = await ctx.tx.item.findFirst({ where: { id: itemId, case: unwalled(ctx.actor) }, include });
  const now = ctx.clock.now();
  const looking = item && howToLook(ctx.actor, { ...item, isPreserved: await isPreserved(ctx.tx, item, now) }, now);
  if (!item || looking !== 'with_reason') return fail('not_found', 'There is no such item.');
  const files = await filesOf(ctx, item);
  const { blur, isGrey, isMuted, isTextFolded } = await settingsOf(ctx);
  const [decision] = item.decisions;
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
    summary: item.summary,
    occurredAt: item.occurredAtText,
    isTest: item.isTest,
    decision: decision ? { outcome: decision.outcome, by: decision.person.pseudonym, decidedAt: decision.decidedAt.toISOString() } : null,
    viewing: viewingFact(item.signals, files),
    files,
    looks: await looksAt(ctx, item),
    settings: { blur, isGrey, isMuted, isTextFolded },
  });
}
