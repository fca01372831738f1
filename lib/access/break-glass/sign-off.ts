import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { endsOf } from './rules';

/**
 * A supervisor says that they have looked at what was done under a role that was taken, once it is over. Never one's
 * own, and never by somebody who is a supervisor only because they took that role themselves.
 */
export async function signOff(ctx: Ctx<PersonActor>, { breakGlassId: id, note }: { breakGlassId: string; note?: string | undefined }): Promise<Result<void>> {
  const { tx, actor } = ctx;
  if (actor.breakGlassId) return fail('forbidden', 'You hold this role by break-glass yourself. Somebody whose own role is supervisor signs off.');
  const now = ctx.clock.now();
  const taken = await tx.breakGlass.findUnique({ where: { id } });
  if (!taken) return fail('not_found', 'There is no such entry.');
  if (taken.personId === actor.id) return fail('forbidden', 'Nobody signs off a role that they took themselves. Ask another supervisor.');
  const end = (await endsOf(tx, [taken])).get(id);
  if (end && end > now) return fail('conflict', 'It still runs. Sign it off once it is over, so that nothing is done after you looked.');
  const { count } = await tx.breakGlass.updateMany({ where: { id, signedOffAt: null }, data: { signedOffAt: now, signedOffById: actor.id, signOffNote: note || null } });
  if (count === 0) return fail('conflict', 'It was signed off a moment before. Nothing is left to do.');
  await record(ctx, { action: 'break_glass.signed_off', details: {}, targets: [{ type: 'break_glass', id }, { type: 'person', id: taken.personId }] });
  await announce(tx, 'access', id);
  return ok();
}
