const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day that its own place wrote, in words: the same on server and in browser, whatever zone they are in. */
export function dayWords(date: string): { readonly short: string; readonly long: string } {
  const at = new Date(date);
  const name = DAYS[at.getUTCDay()] ?? '';
  return { short: name.slice(0, 3), long: `${name}, ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''}` };
}

/** `2 h 5 min`, `40 min`, `0 min`. */
export function minutesWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `3 min 20 s`, `45 s`, `0 s`. */
export function secondsWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return minutes === 0 ? `${rest} s` : rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** Minutes after midnight as a time input writes them, and back; an empty field is none. */
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export function minutesOf(clock: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
