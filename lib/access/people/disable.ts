import { record } from '@/lib/audit';
import { type Ctx, type DisabledFor, type Person, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { endSessions } from '../sessions/end';
import { revokeLinks } from './draw-link';
import type { GiveBack } from './give-back';
import { requireOther } from './lock-person';

/** Shuts a locked person out: no session, no link, no lease of theirs is left. The caller has checked that it may be. */
export async function shutOut(ctx: Ctx, { id, pseudonym }: Pick<Person, 'id' | 'pseudonym'>, why: DisabledFor, giveBack: GiveBack): Promise<void> {
  await ctx.tx.person.update({ where: { id }, data: { disabledAt: ctx.clock.now(), disabledFor: why } });
  await record(ctx, { action: 'person.disabled', details: { why }, targets: [{ type: 'person', id, label: pseudonym }] });
  await revokeLinks(ctx, id);
  await endSessions(ctx, id, 'person_changed');
  await giveBack(ctx, id);
  await announce(ctx.tx, 'access', id);
}

/** From the next request on the person is nobody. What they did stays, under their pseudonym. */
export async function disable(ctx: Ctx, { personId }: { personId: string }, giveBack: GiveBack): Promise<Result<void>> {
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  const { person, isLastAdmin } = found.value;
  if (person.disabledAt) return fail('conflict', `${person.pseudonym} is disabled already.`);
  if (isLastAdmin) return fail('conflict', 'This is the last admin who can get in. Make somebody else an admin first.');
  await shutOut(ctx, person, 'by_admin', giveBack);
  return ok();
}
