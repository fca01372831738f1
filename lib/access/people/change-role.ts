import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type Result, type Role, fail, ok } from '@/lib/kernel';
import { can } from '../permissions';
import { endSessions } from '../sessions/end';
import type { GiveBack } from './give-back';
import { requireOther } from './lock-person';

/**
 * Gives a person another role, under which they sign in anew. The pseudonym stays, since the trail names it; its
 * letters tell the role somebody began with.
 */
export async function changeRole(ctx: Ctx, { personId, role }: { personId: string; role: Role }, giveBack: GiveBack): Promise<Result<void>> {
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  const { person, isLastAdmin } = found.value;
  if (person.companyId) return fail('conflict', 'Their role comes from their groups at the company’s sign-on: change it there, and it holds from their next sign-in.');
  if (person.role === role) return fail('conflict', `${person.pseudonym} has this role already.`, [{ field: 'role', message: 'Is their role already' }]);
  if (isLastAdmin) return fail('conflict', 'This is the last admin who can get in. Make somebody else an admin first.');
  await ctx.tx.person.update({ where: { id: personId }, data: { role } });
  await record(ctx, { action: 'person.role_changed', details: { before: person.role, after: role }, targets: [{ type: 'person', id: personId, label: person.pseudonym }] });
  await endSessions(ctx, personId, 'person_changed');
  if (!can(role, 'queue.take')) await giveBack(ctx, personId);
  await announce(ctx.tx, 'access', personId);
  return ok();
}
