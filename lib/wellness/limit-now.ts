import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { checkTake } from './check';
import { LIMIT_NAMES, type LimitName } from './schema';

/** The limit that would hold back the caller's next item, in words; null when none does. */
export async function limitNow(ctx: Ctx<PersonActor>): Promise<Result<{ limit: LimitName; words: string } | null>> {
  const checked = await checkTake(ctx);
  if (checked.ok) return ok(null);
  const limit = LIMIT_NAMES.find((name) => name === checked.problem.fields[0]?.field);
  return limit ? ok({ limit, words: checked.problem.safeMessage }) : checked;
}
