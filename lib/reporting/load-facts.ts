import type { Prisma, Tx } from '@/lib/db';
import { openText, unwrapKey, viewedOf } from '@/lib/evidence';
import { type Clock, config } from '@/lib/kernel';
import type { AccountFacts, ReportFacts } from './facts';
import { HOTLINE } from './hotline';

const WITH_FACTS = {
  files: true,
  item: {
    include: {
      conversation: true,
      subject: true,
      participants: { include: { account: true }, orderBy: { accountId: 'asc' } },
      messages: { include: { sender: true, media: { orderBy: { position: 'asc' } } }, orderBy: { position: 'asc' } },
      media: { include: { media: true }, orderBy: { position: 'asc' } },
      signals: { orderBy: { position: 'asc' } },
      ipEvents: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    },
  },
} as const satisfies Prisma.DecisionInclude;

export type DecisionWithFacts = Prisma.DecisionGetPayload<{ include: typeof WITH_FACTS }>;

/** The decision with everything of its item that a report says. */
export function findDecision(tx: Tx, decisionId: string): Promise<DecisionWithFacts | null> {
  return tx.decision.findUnique({ where: { id: decisionId }, include: WITH_FACTS });
}

/** Opens the texts under the item's key and gathers all that a report is made of. */
export async function loadFacts(tx: Tx, clock: Clock, decision: DecisionWithFacts): Promise<ReportFacts> {
  const { item } = decision;
  const key = unwrapKey(item);
  const viewed = await viewedOf(tx, item.id);
  const isTest = config().TEST_MODE;
  const prior = await tx.report.findMany({
    where: { state: 'filed', hotline: HOTLINE, isTest, hotlineReportId: { not: null }, item: { subjectId: item.subjectId } },
    orderBy: { filedAt: 'asc' },
    select: { hotlineReportId: true },
  });
  const others = new Map([...item.participants.map(({ account }) => account), ...item.messages.map(({ sender }) => sender)].map((account) => [account.id, account]));
  others.delete(item.subjectId);
  const accountFacts = (account: DecisionWithFacts['item']['subject']): AccountFacts => ({
    id: account.id,
    externalId: account.externalId,
    screenName: account.screenName,
    displayName: account.displayName,
    profileUrl: account.profileUrl,
    emails: account.emails as unknown as AccountFacts['emails'], // intake's schema wrote it
    ipEvents: item.ipEvents
      .filter(({ accountId }) => accountId === account.id)
      .map(({ ip, event, isKnownEvent, at, atText, port }) => ({ ip, event: isKnownEvent ? event : 'Unknown', at: { at, text: atText }, port })),
  });
  const { REPORTER_FIRST_NAME: firstName, REPORTER_LAST_NAME: lastName, REPORTER_EMAIL: email, REPORTER_COMPANY: company } = config();
  return {
    now: clock.now(),
    isTest,
    platform: item.platform,
    itemExternalId: item.externalId,
    occurredAt: { at: item.occurredAt, text: item.occurredAtText },
    conversation: item.conversation,
    subject: accountFacts(item.subject),
    others: [...others.values()].map(accountFacts),
    messages: item.messages.map((message) => ({
      senderId: message.senderId,
      sentAt: { at: message.sentAt, text: message.sentAtText },
      text: message.sealedText && openText(key, { purpose: 'message', id: message.id }, message.sealedText),
      isFlagged: message.flagged,
      mediaIds: message.media.map(({ mediaId }) => mediaId),
    })),
    signals: item.signals,
    decision: {
      outcome: decision.outcome,
      basis: decision.basis,
      incidentType: decision.incidentType,
      annotations: decision.reportAnnotations,
      dangerNow: decision.dangerNow,
      dangerReason: decision.sealedDangerReason && openText(key, { purpose: 'danger', id: decision.id }, decision.sealedDangerReason),
    },
    files: item.media.map(({ media }) => {
      const judged = decision.files.find(({ mediaId }) => mediaId === media.id);
      return {
        mediaId: media.id,
        contentType: media.contentType,
        md5: media.md5,
        sha1: media.sha1,
        sha256: media.sha256,
        isViewed: viewed.get(media.id) === 'entirely',
        industryClass: judged?.industryClass ?? null,
        annotations: judged?.annotations ?? [],
      };
    }),
    priorReportIds: prior.flatMap(({ hotlineReportId }) => hotlineReportId ?? []),
    reporter: { firstName, lastName, email, company },
  };
}
