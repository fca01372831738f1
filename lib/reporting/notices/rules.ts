const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long to wait after each attempt that failed, as the Standard Webhooks specification proposes: a platform that is
 * down for a long weekend is told all the same. After the last of them a person has to look.
 */
const PAUSES_MS = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS] as const;

/**
 * The pause after an attempt, with up to a tenth more drawn so that notices which failed together do not come back
 * together; null when it was the last one.
 * @param attempt from 1. @param random from 0 up to 1.
 */
export function pauseAfter(attempt: number, random: number): number | null {
  const full = PAUSES_MS[attempt - 1];
  return full === undefined ? null : Math.round(full * (1 + random / 10));
}

/** What the platform's answer means. The specification counts 2xx as taken, and 410 as never to be called again. */
export function verdictOf(httpStatus: number): 'delivered' | 'again' | 'gone' {
  if (httpStatus >= 200 && httpStatus < 300) return 'delivered';
  return httpStatus === 410 ? 'gone' : 'again';
}
