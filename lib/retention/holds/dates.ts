import { type FieldError, type Result, fail, ok } from '@/lib/kernel';
import { endOf } from '../rules';
import { HOLD_KINDS, type PlaceHoldInput, REVIEW_DAYS_MAX } from '../schema';

const DAY_MS = 24 * 60 * 60_000;
/** Days begin in UTC. */
const startOf = (day: string) => new Date(`${day}T00:00:00.000Z`);
/**
 * When a day that begins then (UTC) is over everywhere: its end, and the twelve hours by which the last place on earth is behind.
 * A paper's day is a day where it was written, which nobody notes here, and what has to be kept is never let go a day early.
 */
const endOfDay = (start: Date) => new Date(start.getTime() + DAY_MS + DAY_MS / 2);

export interface HoldDates {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly reviewAt: Date;
}

/** When somebody has to look at a hold again: within REVIEW_DAYS_MAX days, and not in the past. */
export function reviewDate(reviewOn: string, now: Date): Result<Date> {
  const reviewAt = startOf(reviewOn);
  const wrong = (message: string) => fail('invalid', `${message} Nothing was changed.`, [{ field: 'reviewOn', message }]);
  if (reviewAt <= now) return wrong('The next look is on a day to come.');
  if (reviewAt.getTime() - now.getTime() > REVIEW_DAYS_MAX * DAY_MS) return wrong(`Somebody looks at a hold again within ${REVIEW_DAYS_MAX} days.`);
  return ok(reviewAt);
}

/** The dates of a new hold, by its kind: of 2703(f) its end follows from its beginning, others say when they end, or stand until they are lifted. */
export function holdDates({ kind, startsOn, endsOn, reviewOn }: Pick<PlaceHoldInput, 'kind' | 'startsOn' | 'endsOn' | 'reviewOn'>, now: Date): Result<HoldDates> {
  const errors: FieldError[] = [];
  const { ends } = HOLD_KINDS[kind];
  const startsAt = startOf(startsOn);
  if (startsAt > now) errors.push({ field: 'startsOn', message: 'A request is of today or of a day before.' });
  let endsAt: Date | null = null;
  if (ends === 'date' && endsOn === null) errors.push({ field: 'endsOn', message: 'Say until when it is kept.' });
  if (ends === 'date' && endsOn !== null) endsAt = endOfDay(startOf(endsOn));
  if (typeof ends === 'object') endsAt = endOfDay(endOf(startsAt, { days: ends.days }));
  if (ends !== 'date' && endsOn !== null) errors.push({ field: 'endsOn', message: ends === 'open' ? 'A legal hold has no end: it is lifted.' : `It ends ${ends.days} days after the request.` });
  if (endsAt && endsAt <= now) errors.push({ field: typeof ends === 'object' ? 'startsOn' : 'endsOn', message: 'It would be over already.' });
  if (errors.length > 0) return fail('invalid', `${errors[0]?.message ?? ''} Nothing was changed.`, errors);
  const reviewAt = reviewDate(reviewOn, now);
  return reviewAt.ok ? ok({ startsAt, endsAt, reviewAt: reviewAt.value }) : reviewAt;
}
