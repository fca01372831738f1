import { settle } from '@/lib/alerts';
import { signOffWeek as sign } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import type { PersonActor, Result } from '@/lib/kernel';

/** Signs off a week of the trail, and ends the reminder of it. */
export async function signOffWeek(ctx: Ctx<PersonActor>, input: { week: string; note?: string | undefined }): Promise<Result<void>> {
  const signed = await sign(ctx, input);
  if (signed.ok) await settle(ctx, 'week_unsigned', input.week);
  return signed;
}
