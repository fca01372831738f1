/**
 * Times as text, always UTC and always the same on server and in browser. Built by hand, since the
 * text of Intl differs between the versions of its data, and then hydration would not match.
 */
export type TimeForm = 'minute' | 'second' | 'date' | 'dateTime' | 'full';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * An instant in one of five forms: `09:41`, `09:41:07`, `23 Nov 2026`, `23 Nov 2026, 09:41 UTC`,
 * `2026-11-23 09:41:07.318 UTC`.
 * @param iso any string that Date reads
 * @throws RangeError when it is not a time
 */
export function formatTime(iso: string, form: TimeForm): string {
  const text = new Date(iso).toISOString();
  const minute = text.slice(11, 16);
  const date = `${Number(text.slice(8, 10))} ${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''} ${text.slice(0, 4)}`;
  switch (form) {
    case 'minute':
      return minute;
    case 'second':
      return text.slice(11, 19);
    case 'date':
      return date;
    case 'dateTime':
      return `${date}, ${minute} UTC`;
    case 'full':
      return `${text.slice(0, 10)} ${text.slice(11, 23)} UTC`;
  }
}

const UNITS = [
  { ms: 86_400_000, sign: 'd', word: 'day' },
  { ms: 3_600_000, sign: 'h', word: 'hour' },
  { ms: 60_000, sign: 'm', word: 'minute' },
] as const;

/** A span in its largest whole unit, short for the eye and in full for the ear: `12 m`, `12 minutes`. */
export function formatSpan(spanMs: number): { short: string; long: string } {
  const span = Math.max(0, spanMs);
  const unit = UNITS.find(({ ms }) => span >= ms);
  if (!unit) return { short: 'now', long: 'less than a minute' };
  const count = Math.floor(span / unit.ms);
  return { short: `${count} ${unit.sign}`, long: `${count} ${unit.word}${count === 1 ? '' : 's'}` };
}

/** What is left of a span, as minutes and seconds: `13:42`. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
