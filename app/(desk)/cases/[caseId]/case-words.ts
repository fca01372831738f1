import type { CaseEvent, CaseItem } from '@/lib/cases/schema';
import type { ReportRow } from '@/lib/reporting';
import { FUNNEL, FUNNEL_STEPS, funnelStepOf } from '@/lib/reporting/schema';

const undecided = (items: readonly CaseItem[]) => items.filter(({ outcome }) => outcome === null).length;

/** How many items there are and how many still wait: `3, all decided`, `3, 1 to decide`. */
export function itemsWords(items: readonly CaseItem[]): string {
  const waiting = undecided(items);
  return waiting === 0 ? `${items.length}, all decided` : `${items.length}, ${waiting} to decide`;
}

/** Why a case cannot be closed yet, by what the page shows; the desk checks again when it is asked to. */
export function whyOpen(items: readonly CaseItem[], reports: readonly Pick<ReportRow, 'state'>[]): string | undefined {
  const waiting = undecided(items);
  if (waiting > 0) return `${waiting} item${waiting === 1 ? ' is' : 's are'} not decided yet.`;
  const underWay = reports.filter(({ state }) => !['filed', 'withdrawn'].includes(funnelStepOf(state))).length;
  return underWay > 0 ? `${underWay} report${underWay === 1 ? ' has' : 's have'} no receipt yet.` : undefined;
}

/** Where reports without a receipt are, in the funnel's order: `on its way`, or `1 to agree to, 2 stuck` of several. */
export function openReportsWords(reports: readonly Pick<ReportRow, 'state'>[]): string {
  const steps = reports.map(({ state }) => funnelStepOf(state));
  const counted = FUNNEL_STEPS.flatMap((step) => {
    const count = steps.filter((each) => each === step).length;
    return count === 0 ? [] : [{ count, words: FUNNEL[step].words.toLowerCase() }];
  });
  return reports.length === 1 ? (counted[0]?.words ?? '') : counted.map(({ count, words }) => `${count} ${words}`).join(', ');
}

export interface FoldedEvent extends CaseEvent {
  /** How often the same happened in a row, this one included. */
  readonly times: number;
}

function isRepeat(last: FoldedEvent, event: CaseEvent): boolean {
  if (event.isKey || last.at.slice(0, 10) !== event.at.slice(0, 10)) return false;
  return last.words === event.words && last.actor === event.actor && last.about === event.about && last.reason === event.reason;
}

/** The same act several times in a row becomes one line; the newest stands for all. */
export function foldRepeats(events: readonly CaseEvent[]): FoldedEvent[] {
  const folded: FoldedEvent[] = [];
  for (const event of events) {
    const last = folded.at(-1);
    if (last && isRepeat(last, event)) folded[folded.length - 1] = { ...last, times: last.times + 1 };
    else folded.push({ ...event, times: 1 });
  }
  return folded;
}

/** Events by their day in UTC, in the order given. */
export function byDay<E extends { readonly at: string }>(events: readonly E[]): { day: string; events: E[] }[] {
  const days = new Map<string, E[]>();
  for (const event of events) {
    const day = event.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, inDay]) => ({ day, events: inDay }));
}
