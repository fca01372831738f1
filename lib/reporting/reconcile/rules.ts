const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Up to which rank of the queue an item is of which severity: see the bands of lib/intake/rules.ts. */
export const BANDS = { imminent: 1_000, high: 2_000 } as const;

/**
 * How long after actual knowledge a report that is not filed counts as late. The law says "as soon as reasonably
 * possible" (18 USC 2258A(a)(1)(A)(i)) and, in the United Kingdom, at once where life is at risk, as soon as reasonably
 * practicable where it is serious, and without undue delay otherwise (SI 2026/268, reg 6). In hours that is ours:
 * - danger now: what a person can look at in one sitting, while a child may still be kept from harm today;
 * - high: within the shift in which it was decided, with time left to act;
 * - all others: a day, so that a report of Friday evening does not wait for Monday.
 */
export const LATE_AFTER_MS = { danger: 15 * MINUTE_MS, high: 2 * HOUR_MS, standard: 24 * HOUR_MS } as const;

/** @param urgency the report's rank. @param isDanger whether a reviewer said that somebody is in danger now. */
export function lateAfterMs(urgency: number, isDanger: boolean): number {
  if (isDanger || urgency < BANDS.imminent) return LATE_AFTER_MS.danger;
  return urgency < BANDS.high ? LATE_AFTER_MS.high : LATE_AFTER_MS.standard;
}
