import type { Shift } from './schema';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the clocks of a place show at a moment, as if it were UTC: in milliseconds since 1970, whole seconds. */
function wallAt(timeZone: string, at: number): number {
  const parts = new Map(formatOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * The moment at which the clocks of a place show a time. Of two, when clocks go back, the first; of none, when they go
 * forward, as long after midnight as it would have been (RFC 5545, and Temporal's "compatible").
 */
function momentOf(timeZone: string, wall: number): number {
  const offsetAt = (at: number) => wallAt(timeZone, at) - at;
  const [before, after] = [offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter((at) => wallAt(timeZone, at) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

/** A time in a place on the day that its clocks show at `at`, or `days` later. Minutes count from midnight. */
function onDay(timeZone: string, at: Date, minutes: number, days = 0): Date {
  const midnight = Math.floor(wallAt(timeZone, at.getTime()) / DAY_MS) * DAY_MS;
  return new Date(momentOf(timeZone, midnight + days * DAY_MS + minutes * MINUTE_MS));
}

/** A person's day: what is counted by the day is counted from `start` until before `end`. */
export interface Day {
  readonly start: Date;
  readonly end: Date;
  /** As its own place writes it, 2026-11-23. */
  readonly date: string;
}

/** Where days begin: at midnight; for a shift across midnight halfway between its end and its next start, so that no shift falls into two days. */
const turnOf = (shift: Shift | null) => (shift && shift.end < shift.start ? Math.floor((shift.end + shift.start) / 2) : 0);

/** The day of a person in which a moment lies, or one that is `back` days earlier. 23 or 25 hours long where clocks change. */
export function dayOf({ timeZone, shift }: { timeZone: string; shift: Shift | null }, at: Date, back = 0): Day {
  const turn = turnOf(shift);
  const begun = onDay(timeZone, at, turn) <= at ? 0 : -1;
  const start = onDay(timeZone, at, turn, begun - back);
  const end = onDay(timeZone, at, turn, begun - back + 1);
  const date = new Date(Math.floor(wallAt(timeZone, at.getTime()) / DAY_MS) * DAY_MS + (begun - back) * DAY_MS).toISOString().slice(0, 10);
  return { start, end, date };
}

/** The shift that a moment lies in, or null outside of it: yesterday's too, when it goes past midnight. */
export function shiftAt(timeZone: string, { start, end }: Shift, at: Date): { readonly start: Date; readonly end: Date } | null {
  const lasts = end > start ? 0 : 1;
  const around = [-1, 0].map((days) => ({ start: onDay(timeZone, at, start, days), end: onDay(timeZone, at, end, days + lasts) }));
  return around.find((shift) => shift.start <= at && at < shift.end) ?? null;
}
