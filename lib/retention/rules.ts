import { CLOCKS_OF_HOTLINE, CLOCK_RULES, type ClockRuleId, OTHER_CLOCKS, type Span } from './schema';

const DAY_MS = 24 * 60 * 60_000;

/** When a span that begins now is over. A year that begins on 29 February ends on 1 March: never a day less than a year. */
export function endOf(startsAt: Date, span: Span): Date {
  if ('days' in span) return new Date(startsAt.getTime() + span.days * DAY_MS);
  const end = new Date(startsAt);
  end.setUTCFullYear(end.getUTCFullYear() + span.years);
  return end;
}

export interface Clock {
  readonly rule: ClockRuleId;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The clocks that a report filed at a hotline starts, from the moment of its submission. */
export function clocksOf(hotline: string, filedAt: Date): Clock[] {
  return (CLOCKS_OF_HOTLINE.get(hotline) ?? OTHER_CLOCKS).map((rule) => ({ rule, startsAt: filedAt, endsAt: endOf(filedAt, CLOCK_RULES[rule].span) }));
}

/** A rule of an earlier or later version keeps content, and yields to nobody. */
export function clockRule(rule: string): { readonly words: string; readonly covers: 'content' | 'reference'; readonly yieldsTo: string | null } {
  return Object.hasOwn(CLOCK_RULES, rule) ? CLOCK_RULES[rule as ClockRuleId] : { words: `A rule of another version (${rule})`, covers: 'content', yieldsTo: null };
}
