import { formatSpan } from '@/app/_ui/format-time';

/** What stays of a deadline, to be read as a sentence: `due in 3 days`, `2 hours overdue`. Both are ISO times. */
export function deadlineWords(deadline: string, now: string): string {
  const leftMs = Date.parse(deadline) - Date.parse(now);
  const span = formatSpan(Math.abs(leftMs)).long;
  return leftMs >= 0 ? `due in ${span}` : `${span} overdue`;
}

/** Whether so little is left of it that it should be seen to first: a day, or nothing. */
export function isPressing(deadline: string, now: string): boolean {
  return Date.parse(deadline) - Date.parse(now) < 86_400_000;
}

/** How long something still is: `for another 3 days`; null once it is over. */
export function stillFor(until: string, now: string): string | null {
  const leftMs = Date.parse(until) - Date.parse(now);
  return leftMs > 0 ? `for another ${formatSpan(leftMs).long}` : null;
}
