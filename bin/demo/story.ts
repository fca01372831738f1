import { closeCase } from '@/lib/cases';
import { take } from '@/lib/queue';
import { approve, settle } from '@/lib/reporting';
import { placeHold } from '@/lib/retention';
import { unfoldItem } from '@/lib/review';
import type { Outcome } from '@/lib/review/schema';
import type { DemoItem } from './item';
import { must } from './must';
import type { As } from './people';
import { TO_KEEP, TO_REFER } from './settled-items';

const DAY_MS = 24 * 60 * 60_000;

async function find({ tx }: ReturnType<As>, { id }: DemoItem): Promise<{ itemId: string; caseId: string; caseNumber: string }> {
  const item = await tx.item.findFirstOrThrow({ where: { externalId: `demo-${id}` }, include: { case: true } });
  return { itemId: item.id, caseId: item.caseId, caseNumber: item.case.number };
}

const decisionOf = (itemId: string, outcome: Outcome) => ({ itemId, outcome, incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] });

/** Decides all of a case and reports it, one of its reports with a second person. @returns its reports, which are due. */
async function report(as: As): Promise<string[]> {
  const [known, novel, words] = TO_REFER;
  if (!known || !novel || !words) throw new Error('A case to be referred has files and words.');
  const files = await find(as('moderator2', 8), known);
  const also = await find(as('moderator2', 8), novel);
  const talk = await find(as('moderator2', 8), words);

  must(await take(as('moderator2', 8), files));
  must(await unfoldItem(as('moderator2', 7.5), files));
  const decided = must(await settle(as('moderator2', 7), { decision: decisionOf(files.itemId, 'apparent_csam'), alsoItemIds: [also.itemId], isReported: true, note: 'One file is on the confirmed list, another is close to one of it. Decided on the facts.' }));
  for (const { reportId, state } of decided.reports) if (state === 'awaiting_approval') must(await approve(as('moderator', 6), { reportId }));

  must(await take(as('moderator2', 5), talk));
  must(await unfoldItem(as('moderator2', 4.5), talk));
  const told = must(await settle(as('moderator2', 4), { decision: decisionOf(talk.itemId, 'enticement'), isReported: true, note: 'Kim only takes part in the conversation: to be taken out where this goes to an agency.' }));
  return [...decided.reports, ...told.reports].map(({ reportId }) => reportId);
}

/** Closes a case that nothing but an agency’s request keeps, and that not for long. */
async function keep(as: As, agencyId: string): Promise<void> {
  const found = await find(as('moderator2', 14), TO_KEEP);
  must(await take(as('moderator2', 14), found));
  must(await settle(as('moderator2', 13), { decision: decisionOf(found.itemId, 'other_policy'), isReported: false, note: '' }));
  must(await closeCase(as('moderator2', 12), found));
  const asked = { caseNumber: found.caseNumber, kind: 'agency' as const, agencyId, reference: 'EX-2026-77', reason: 'Asked for in a letter, until a judge has decided' };
  await hold(as('liaison', 10), asked, { starts: -11, ends: 19, review: 6 });
}

type Asked = Omit<Parameters<typeof placeHold>[1], 'startsOn' | 'endsOn' | 'reviewOn'>;

/** @param days from the day of the asking. */
async function hold(ctx: ReturnType<As>, asked: Asked, days: { starts: number; ends: number | null; review: number }): Promise<void> {
  const dayIn = (count: number) => new Date(ctx.clock.now().getTime() + count * DAY_MS).toISOString().slice(0, 10);
  must(await placeHold(ctx, { ...asked, startsOn: dayIn(days.starts), endsOn: days.ends === null ? null : dayIn(days.ends), reviewOn: dayIn(days.review) }));
}

/**
 * What the demo's people did before anybody signed in: a case that can be referred, asked by the agency to be kept, and
 * another one that is kept until later this month.
 * @param isReported whether there is a hotline to report to; without one, what would have to be reported stays undecided.
 * @returns the reports that are due.
 */
export async function settleCases(as: As, { agencyId, isReported }: { agencyId: string; isReported: boolean }): Promise<readonly string[]> {
  await keep(as, agencyId);
  const reportIds = isReported ? await report(as) : [];
  const [first] = TO_REFER;
  if (!first) throw new Error('A case to be referred has an item.');
  const { caseNumber } = await find(as('liaison', 2), first);
  const asked = { caseNumber, kind: 'us_2703f' as const, agencyId, reference: 'EX-2026-118', reason: 'Asked for by telephone, the letter follows' };
  await hold(as('liaison', 2), asked, { starts: 0, ends: null, review: 30 });
  return reportIds;
}
