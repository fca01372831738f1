const DAY_MS = 24 * 60 * 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A week by its first and last day: `16 to 22 Nov 2026`. */
export function weekWords(week: string): string {
  const first = new Date(`${week}T00:00:00Z`);
  const last = new Date(first.getTime() + 6 * DAY_MS);
  const [month, year] = [(day: Date) => MONTHS[day.getUTCMonth()], (day: Date) => day.getUTCFullYear()];
  const head = [first.getUTCDate(), month(first) !== month(last) && month(first), year(first) !== year(last) && year(first)].filter(Boolean).join(' ');
  return `${head} to ${last.getUTCDate()} ${month(last)} ${year(last)}`;
}
