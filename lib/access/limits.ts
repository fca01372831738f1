import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { plainPool } from '@/lib/db';
import { Problem, type Result, config, ok } from '@/lib/kernel';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const LOCKOUT_S = 15 * MINUTE_S;

export interface Limit {
  readonly points: number;
  readonly perSeconds: number;
}

/** Limits that are not a permission's own (`perHour`) nor a key's (`ratePerMinute`). Keys are an account, an address or a person. */
export const LIMITS = {
  /** Attempts of any kind from one address, right or wrong; more where the configuration says that many share one. */
  sign_in: () => ({ points: Math.max(60, 12 * config().SIGN_IN_FAILURES_PER_ADDRESS), perSeconds: MINUTE_S }),
  account_failures: () => ({ points: config().SIGN_IN_FAILURES, perSeconds: LOCKOUT_S }),
  address_failures: () => ({ points: config().SIGN_IN_FAILURES_PER_ADDRESS, perSeconds: LOCKOUT_S }),
  /** Wrong second factors of one person, at sign-in and at step-up together. */
  factor_failures: () => ({ points: config().SIGN_IN_FAILURES, perSeconds: LOCKOUT_S }),
  /** Refusals of nobody in particular that are written to the trail, from one address. */
  nobody_refusals: () => ({ points: 60, perSeconds: HOUR_S }),
} as const satisfies Record<string, () => Limit>;
export type LimitName = keyof typeof LIMITS;

/** How far a limit is used up. `retryAfterS` is when it opens again. */
export interface Usage {
  readonly isOver: boolean;
  /** Whether this was the point that used it up: the moment for an alert, once. */
  readonly isFirstOver: boolean;
  readonly retryAfterS: number;
}

/**
 * What is counted together: a whole /64 of IPv6, since whoever has one address there has all of them; any other key as
 * it is.
 */
function countedAs(key: string): string {
  if (!isIPv6(key)) return key;
  // As a URL has it: in lower case, without leading zeros, the longest run of zeros left out. It knows no zones.
  const [head = '', tail = ''] = new URL(`http://[${key.replace(/%.*/, '')}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array<string>(8 - first.length - last.length).fill('0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

// Counted in PostgreSQL, so that every replica of the desk counts together.
const limiter = (name: string, { points, perSeconds }: Limit) =>
  new RateLimiterPostgres({ storeClient: plainPool(), storeType: 'pool', tableName: 'RateLimit', tableCreated: true, keyPrefix: name, points, duration: perSeconds, clearExpiredByTimeout: false });

const usage = ({ consumedPoints, msBeforeNext }: RateLimiterRes, points: number): Usage => ({
  isOver: consumedPoints > points,
  isFirstOver: consumedPoints === points + 1,
  retryAfterS: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

/** Uses up one point; `name` keeps the keys of different limits apart. */
export async function consume(name: string, key: string, limit: Limit): Promise<Usage> {
  try {
    return usage(await limiter(name, limit).consume(countedAs(key)), limit.points);
  } catch (error) {
    if (error instanceof RateLimiterRes) return usage(error, limit.points);
    throw error;
  }
}

/** Whether all points are used, without using one. */
export async function isSpent(name: LimitName, key: string): Promise<{ isSpent: boolean; retryAfterS: number }> {
  const limit = LIMITS[name]();
  const found = await limiter(name, limit).get(countedAs(key));
  if (!found || found.consumedPoints < limit.points) return { isSpent: false, retryAfterS: 0 };
  return { isSpent: true, retryAfterS: Math.max(1, Math.ceil(found.msBeforeNext / 1000)) };
}

/** Gives all points back, after a success. */
export async function forgive(name: LimitName, key: string): Promise<void> {
  await limiter(name, LIMITS[name]()).delete(countedAs(key));
}

/** The refusal of somebody who is over a limit. */
export function tooMany(retryAfterS: number): { ok: false; problem: Problem } {
  const minutes = Math.ceil(retryAfterS / 60);
  const when = retryAfterS < 90 ? `${retryAfterS} seconds` : `${minutes} minutes`;
  return { ok: false, problem: new Problem('too_many', `Too many attempts. Nothing was lost; try again in ${when}.`, [], retryAfterS) };
}

/** One of the named limits, as a Result. */
export async function limit(name: LimitName, key: string): Promise<Result<void>> {
  const { isOver, retryAfterS } = await consume(name, key, LIMITS[name]());
  return isOver ? tooMany(retryAfterS) : ok();
}
