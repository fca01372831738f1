import { unwalled } from '@/lib/access';
import type { Ctx, Prisma, Tx } from '@/lib/db';
import { openText, unwrapKey, viewedOf } from '@/lib/evidence';
import type { AccountFacts, ContactFacts, ItemFacts, ReportFacts, ReporterFacts } from '@/lib/hotlines';
import { type Statement, statementOf } from '@/lib/intake';
import { type Clock, type PersonActor, config } from '@/lib/kernel';
import { exifOf } from './read-exif';
import { detailsOf, fileStated, incidentFacts } from './stated';

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

/** The decisions in the order of their ids as given, each with everything of its item that a report says. Unknown ids are left out. */
export async function findDecisions(tx: Tx, decisionIds: readonly string[]): Promise<DecisionWithFacts[]> {
  const found = await tx.decision.findMany({ where: { id: { in: [...decisionIds] } }, include: WITH_FACTS });
  return found.sort((a, b) => decisionIds.indexOf(a.id) - decisionIds.indexOf(b.id));
}

/** What one report is drawn up from. */
export interface ReportOrder {
  /** An id of the directory of hotlines. */
  readonly hotline: string;
  /** At least one, all of the same case, in the order of the report. */
  readonly decisions: readonly DecisionWithFacts[];
  /** The authority's number of an earlier report, and what this one adds to it. */
  readonly supplement?: ReportFacts['supplement'];
}

/** Opens the texts under the items' keys and gathers all that a report is made of. */
export async function loadFacts(tx: Tx, clock: Clock, { hotline, decisions, supplement = null }: ReportOrder): Promise<ReportFacts> {
  const [first] = decisions;
  if (!first) throw new Error('a report covers at least one decision');
  const isTest = config().TEST_MODE;
  const prior = await tx.report.findMany({
    where: { state: 'filed', hotline, isTest, hotlineReportId: { not: null }, item: { subjectId: first.item.subjectId } },
    orderBy: { filedAt: 'asc' },
    select: { hotlineReportId: true },
  });
  const stated = decisions.map(({ item }) => ({ item, statement: statementOf(item) }));
  const items: ItemFacts[] = [];
  for (const [index, decision] of decisions.entries()) items.push(await itemFacts(tx, decision, stated, stated[index]?.statement));
  return {
    now: clock.now(),
    isTest,
    platform: first.item.platform,
    subject: accountFacts(first.item.subject, stated),
    items,
    priorReportIds: prior.flatMap(({ hotlineReportId }) => hotlineReportId ?? []),
    supplement,
    reporter: reporterFacts(),
    sendsIndustryClass: config().INDUSTRY_CLASSIFICATION,
  };
}

/**
 * The numbers of earlier reports on the account, as far as they may be shown to a person. The authority is told all of them:
 * it has those reports. Somebody who is kept away from one of their cases must not learn from a number that there is one.
 */
export async function priorShown({ tx, actor }: Ctx<PersonActor>, { subject, isTest, priorReportIds }: Pick<ReportFacts, 'isTest' | 'priorReportIds'> & { readonly subject: Pick<AccountFacts, 'id'> }): Promise<readonly string[]> {
  if (priorReportIds.length === 0) return [];
  const shown = await tx.report.findMany({
    where: { hotlineReportId: { in: [...priorReportIds] }, isTest, item: { subjectId: subject.id }, case: unwalled(actor) },
    select: { hotlineReportId: true },
  });
  return priorReportIds.filter((number) => shown.some(({ hotlineReportId }) => hotlineReportId === number));
}

interface Stated {
  readonly item: DecisionWithFacts['item'];
  readonly statement: Statement;
}

/** Of all items together, so that each says the same of an account; of what two of them say, the later counts. */
function accountFacts(account: DecisionWithFacts['item']['subject'], stated: readonly Stated[]): AccountFacts {
  const said = stated.flatMap(({ statement }) => statement.accounts.get(account.externalId) ?? []);
  const isProxy = (ip: string, atText: string) => said.flatMap(({ ipEvents }) => ipEvents).find((event) => event.ip === ip && event.at === atText)?.possibleProxy;
  const given = said.map((one) => Object.entries(detailsOf(one)).filter(([, value]) => value !== undefined));
  return {
    id: account.id,
    externalId: account.externalId,
    isVictim: said.some(({ isVictim }) => isVictim),
    screenName: account.screenName,
    displayName: account.displayName,
    profileUrl: account.profileUrl,
    emails: account.emails as unknown as AccountFacts['emails'], // intake's schema wrote it
    ipEvents: stated.flatMap(({ item }) => item.ipEvents)
      .filter(({ accountId }) => accountId === account.id)
      .map(({ ip, event, at, atText, port }) => ({ ip, event, at: { at, text: atText }, port, isProxy: isProxy(ip, atText) })),
    details: Object.fromEntries(given.flat()),
  };
}

async function itemFacts(tx: Tx, decision: DecisionWithFacts, stated: readonly Stated[], statement: Statement | undefined): Promise<ItemFacts> {
  const { item } = decision;
  const key = unwrapKey(item);
  const viewed = await viewedOf(tx, item.id);
  const others = new Map([...item.participants.map(({ account }) => account), ...item.messages.map(({ sender }) => sender)].map((account) => [account.id, account]));
  others.delete(item.subjectId);
  return {
    itemId: item.id,
    externalId: item.externalId,
    occurredAt: { at: item.occurredAt, text: item.occurredAtText },
    conversation: item.conversation && { externalId: item.conversation.externalId, encryption: item.conversation.encryption },
    others: [...others.values()].map((account) => accountFacts(account, stated)),
    messages: item.messages.map((message) => ({
      senderId: message.senderId,
      sentAt: { at: message.sentAt, text: message.sentAtText },
      text: message.sealedText && openText(key, { purpose: 'message', id: message.id }, message.sealedText),
      isFlagged: message.flagged,
      mediaIds: message.media.map(({ mediaId }) => mediaId),
    })),
    signals: item.signals.map(({ kind, detector, list, algorithm, distance, threshold, quality, exact, isTest, label, score, modelVersion, reason, reporterId, mediaId }) => ({
      kind, detector, list, algorithm, distance, threshold, quality, exact, isTest, label, score, modelVersion, reason, reporterId, mediaId,
    })),
    decision: {
      outcome: decision.outcome,
      decidedAt: decision.decidedAt,
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
        byteSize: media.byteSize,
        md5: media.md5,
        sha1: media.sha1,
        sha256: media.sha256,
        hashes: [],
        isViewed: viewed.get(media.id) === 'entirely',
        industryClass: judged?.industryClass ?? null,
        annotations: judged?.annotations ?? [],
        exif: exifOf(media),
        ...fileStated(statement?.files.get(media.id)),
      };
    }),
    incidents: statement?.incidents.map(incidentFacts) ?? [],
    lawEnforcement: statement?.lawEnforcement ?? null,
  };
}

function reporterFacts(): ReporterFacts {
  const settings = config();
  const contact: ContactFacts = {
    firstName: settings.CONTACT_FIRST_NAME || undefined,
    lastName: settings.CONTACT_LAST_NAME || undefined,
    emails: settings.CONTACT_EMAIL ? [{ address: settings.CONTACT_EMAIL, type: 'Business' }] : undefined,
    phones: settings.CONTACT_PHONE ? [{ number: settings.CONTACT_PHONE, type: 'Business' }] : undefined,
  };
  return {
    firstName: settings.REPORTER_FIRST_NAME,
    lastName: settings.REPORTER_LAST_NAME,
    email: settings.REPORTER_EMAIL,
    company: settings.REPORTER_COMPANY,
    phones: settings.REPORTER_PHONE ? [{ number: settings.REPORTER_PHONE, type: 'Business' }] : undefined,
    contact: Object.values(contact).some((value) => value !== undefined) ? contact : undefined,
    termsOfService: settings.TERMS_OF_SERVICE || undefined,
    legalUrl: settings.LEGAL_URL || undefined,
  };
}
