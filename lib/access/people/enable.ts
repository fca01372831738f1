import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { requireOther } from './lock-person';

/** Lets a disabled person in again, with the password and factors they had. Inactivity counts from now. */
export async function enable(ctx: Ctx, { personId }: { personId: string }): Promise<Result<void>> {
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  const { person } = found.value;
  if (!person.disabledAt) return fail('conflict', `${person.pseudonym} is enabled already.`);
  await ctx.tx.person.update({ where: { id: personId }, data: { disabledAt: null, disabledFor: null, enabledAt: ctx.clock.now() } });
  await record(ctx, { action: 'person.enabled', details: {}, targets: [{ type: 'person', id: personId, label: person.pseudonym }] });
  await announce(ctx.tx, 'access', personId);
  return ok();
}
