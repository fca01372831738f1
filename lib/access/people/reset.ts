import { raise } from '@/lib/alerts';
import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { endSessions } from '../sessions/end';
import { isByCompany, noLinks } from './company';
import { drawLink } from './draw-link';
import { requireOther } from './lock-person';
import type { JoinLink } from './schema';

/**
 * For somebody who lost their password or their factors: takes them away, ends every session, and answers a link with
 * which the person alone chooses new ones. No admin ever sees or sets a password, and the other admins hear of it.
 * Null where the company's sign-on keeps the password: only factors are reset then, and there is nothing to hand over.
 */
export async function reset(ctx: Ctx, { personId, factors }: { personId: string; factors: boolean }): Promise<Result<JoinLink | null>> {
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  const { person } = found.value;
  if (person.disabledAt) return fail('conflict', `${person.pseudonym} is disabled. Enable them first.`);
  if (isByCompany() && person.companyId === null) return noLinks();
  if (person.passwordHash === null && person.companyId === null && person.lastSignInAt === null) {
    return fail('conflict', `${person.pseudonym} has not joined yet, so there is nothing to reset. Invite them again.`);
  }
  if (person.companyId && !factors) return fail('conflict', 'Their password is kept by the company’s sign-on and is reset there. Here only their second factors can be reset.');
  if (factors) {
    await ctx.tx.factor.deleteMany({ where: { personId } });
    await ctx.tx.recoveryCode.deleteMany({ where: { personId } });
  }
  await ctx.tx.person.update({ where: { id: personId }, data: { passwordHash: null } });
  await record(ctx, { action: 'person.reset', details: { factors }, targets: [{ type: 'person', id: personId, label: person.pseudonym }] });
  await endSessions(ctx, personId, 'person_changed');
  await raise(ctx, 'access_reset', { personId, ...(ctx.actor.kind === 'person' && { byId: ctx.actor.id }) });
  await announce(ctx.tx, 'access', personId);
  if (person.companyId) {
    await ctx.tx.signIn.deleteMany({ where: { personId } });
    return ok(null);
  }
  const { invitationId: _kept, ...link } = await drawLink(ctx, person, 'reset');
  return ok(link);
}
