import { unwalled } from '@/lib/access';
import { record, timelineOf } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { isPreserved } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { notesOf } from './notes';
import { gravest, toCaseEvent } from './rules';
import type { CaseFilter, CaseRow, CaseView } from './schema';

const PAGE = 100;

/** Cases, newest first, by status and by number or account. A search is an event, without its words: they may name somebody. */
export async function listCases(ctx: Ctx<PersonActor>, { status, text }: CaseFilter): Promise<Result<CaseRow[]>> {
  const { tx, actor } = ctx;
  const where: Prisma.CaseWhereInput = {
    ...unwalled(actor),
    status: status === 'all' ? undefined : status,
    OR: text === '' ? undefined : [{ number: { contains: text, mode: 'insensitive' } }, { subject: { externalId: { contains: text, mode: 'insensitive' } } }],
  };
  const cases = await tx.case.findMany({
    where,
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: PAGE,
    include: {
      subject: { select: { externalId: true, platform: true } },
      items: { select: { state: true, severity: true } },
      _count: { select: { reports: { where: { state: 'filed' } } } },
    },
  });
  await record(ctx, { action: 'cases.read', details: { status, isSearch: text !== '', found: cases.length } });
  return ok(
    cases.map((row) => ({
      id: row.id,
      number: row.number,
      subject: row.subject.externalId,
      platform: row.subject.platform,
      severity: gravest(row.items.map(({ severity }) => severity)),
      status: row.status,
      items: row.items.length,
      undecided: row.items.filter(({ state }) => state === 'waiting').length,
      reports: row._count.reports,
      openedAt: row.openedAt.toISOString(),
    })),
  );
}

/** An account's newest IP events, without those that items of a case came with from which the person is kept away. */
const withIpEvents = (actor: PersonActor) =>
  ({ ipEvents: { where: { item: { case: unwalled(actor) } }, orderBy: { at: 'desc' }, take: 20 } }) satisfies Prisma.AccountInclude;

const include = (actor: PersonActor) =>
  ({
    subject: { include: withIpEvents(actor) },
    items: {
      orderBy: { receivedAt: 'asc' },
      include: {
        participants: { include: { account: { include: withIpEvents(actor) } } },
        decisions: { where: { undoneAt: null }, orderBy: { decidedAt: 'desc' }, take: 1 },
        _count: { select: { media: true } },
      },
    },
  }) satisfies Prisma.CaseInclude;

/** One case with its items, accounts, notes and timeline; opening it is an event. */
export async function openCase(ctx: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<CaseView>> {
  const found = await ctx.tx.case.findFirst({ where: { id: caseId, ...unwalled(ctx.actor) }, include: include(ctx.actor) });
  if (!found) return fail('not_found', 'There is no such case.');
  await record(ctx, { action: 'case.read', details: {}, caseId, targets: [{ type: 'case', id: caseId, label: found.number }] });
  const isKept = await isPreserved(ctx.tx, { caseId, state: 'decided' }, ctx.clock.now());
  const others = found.items.flatMap((item) => item.participants.map(({ account }) => account));
  const accounts = [...new Map([found.subject, ...others].map((account) => [account.id, account])).values()];
  return ok({
    id: found.id,
    number: found.number,
    status: found.status,
    severity: gravest(found.items.map(({ severity }) => severity)),
    subject: found.subject.externalId,
    platform: found.subject.platform,
    openedAt: found.openedAt.toISOString(),
    items: found.items.map((item) => ({
      id: item.id,
      isPreserved: isKept && item.state === 'decided',
      summary: item.summary,
      severity: item.severity,
      receivedAt: item.receivedAt.toISOString(),
      outcome: item.decisions[0]?.outcome ?? null,
      files: item._count.media,
    })),
    accounts: accounts.map((account) => ({
      id: account.id,
      externalId: account.externalId,
      screenName: account.screenName,
      displayName: account.displayName,
      // Written by intake alone, in this shape.
      emails: account.emails as { address: string; verified: boolean }[],
      ipEvents: account.ipEvents.map(({ ip, event, atText }) => ({ ip, event, at: atText })),
      isSubject: account.id === found.subjectId,
    })),
    notes: await notesOf(ctx, found),
    timeline: (await timelineOf(ctx, caseId)).map(toCaseEvent),
  });
}
