import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { viewedOf } from '@/lib/evidence';
import { statementOf } from '@/lib/intake';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import type { CompletenessFacts } from './schema';

/**
 * What a report on this item would know, before anything is decided. Type of incident and classes of files are the
 * reviewer's, and are laid over it on the page.
 */
export async function outlookOf({ tx, actor }: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<CompletenessFacts>> {
  const item = await tx.item.findFirst({
    where: { id: itemId, case: unwalled(actor) },
    include: { subject: true, ipEvents: true, media: { orderBy: { position: 'asc' } }, _count: { select: { messages: true, participants: true } } },
  });
  if (!item) return fail('not_found', 'There is no such item.');
  const viewed = await viewedOf(tx, itemId);
  const { accounts, files } = statementOf(item);
  return ok({
    incidentAt: item.occurredAtText,
    incidentType: null,
    subjectId: item.subject.externalId,
    subjectScreenName: item.subject.screenName,
    subjectEmails: Array.isArray(item.subject.emails) ? item.subject.emails.length : 0,
    ipEvents: item.ipEvents.filter(({ accountId }) => accountId === item.subjectId).map(({ event, atText }) => ({ event, at: atText })),
    messages: item._count.messages,
    recipients: item._count.participants,
    victims: [...accounts.values()].filter(({ isVictim }) => isVictim).length,
    files: item.media.map(({ mediaId }) => ({ viewed: viewed.get(mediaId) === 'entirely', industryClass: null, uploadAt: files.get(mediaId)?.uploadedFrom?.at ?? null })),
    sendsIndustryClass: config().INDUSTRY_CLASSIFICATION,
  });
}
