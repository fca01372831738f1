const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;
/** A finished week is to be signed off by Tuesday noon, UTC. */
const SIGN_WITHIN_MS = DAY_MS + DAY_MS / 2;
/** How many finished weeks are asked for; what nobody signed before that stays in the list, unsigned. */
export const ASKED_WEEKS = 4;

/** A week of the trail, by its Monday: `2026-11-16`. */
export type Week = string;

export const startOf = (week: Week): Date => new Date(`${week}T00:00:00Z`);
/** The first moment after it. */
export const endOf = (week: Week): Date => new Date(startOf(week).getTime() + WEEK_MS);
export const isOver = (week: Week, now: Date): boolean => endOf(week) <= now;
export const isOverdue = (week: Week, now: Date): boolean => endOf(week).getTime() + SIGN_WITHIN_MS <= now.getTime();

/** The week that an instant lies in. */
export function weekOf(at: Date): Week {
  const day = Math.floor(at.getTime() / DAY_MS);
  // The first of January 1970 was a Thursday.
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  return new Date(monday * DAY_MS).toISOString().slice(0, 10);
}

/** The week `count` weeks before, or after where it is negative. */
export const weeksBefore = (week: Week, count: number): Week => new Date(startOf(week).getTime() - count * WEEK_MS).toISOString().slice(0, 10);
