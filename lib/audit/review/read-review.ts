import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { record } from '../record';
import { whyNotSignOff } from './sign-off';
import type { Week } from './week';
import { type WeekRow, countWeek, listWeeks, overdueWeeks } from './weeks';
import { type WorthALook, worthALook } from './worth-a-look';

export interface Review {
  /** The newest first; empty while the trail is. */
  readonly weeks: readonly WeekRow[];
  /** The week that is looked at. */
  readonly shown: (WeekRow & { readonly ownActs: number; readonly signOffOff: string | null; readonly looks: readonly WorthALook[] }) | null;
}

/** Without a wish, the oldest overdue week, else the newest that is over and unsigned, else the newest. */
function usual(weeks: readonly WeekRow[]): WeekRow | undefined {
  return weeks.findLast((week) => week.isOverdue) ?? weeks.find((week) => week.isOver && !week.signedOff) ?? weeks[0];
}

/** The weeks to sign off, and what one of them holds. Reading it is an entry. */
export async function readReview(ctx: Ctx<PersonActor>, { week: asked }: { week?: Week | undefined }): Promise<Result<Review>> {
  const weeks = await listWeeks(ctx);
  const row = asked === undefined ? usual(weeks) : weeks.find(({ week }) => week === asked);
  if (asked !== undefined && !row) return fail('not_found', 'The trail has no such week.');
  if (!row) return ok({ weeks, shown: null });
  const { ownActs } = await countWeek(ctx, row.week);
  const signOffOff = row.signedOff ? null : await whyNotSignOff(ctx, row.week, ownActs);
  const looks = await worthALook(ctx, row.week);
  await record(ctx, { action: 'audit.week_read', details: { week: row.week } });
  return ok({ weeks, shown: { ...row, ownActs, signOffOff, looks } });
}

/** What the trail's own page says to those who sign off: weeks that are late. Asking is no reading of the trail. */
export async function readOverdue(ctx: Ctx<PersonActor>): Promise<Result<Week[]>> {
  return ok(await overdueWeeks(ctx));
}
