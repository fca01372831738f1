import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { endSessions } from '../sessions/end';
import { revokeLinks } from './draw-link';

/** Who somebody is at the company's sign-on. */
interface CompanyAccount {
  readonly email: string;
  /** The claim `iss` of their ID token. */
  readonly issuer: string;
  /** Their claim `sub`, which never changes hands as an address does. */
  readonly subject: string;
}

/**
 * Says that a person who had a password here is the same one as at the company. Done by an operator who knows both:
 * matching by e-mail would hand an account to whoever has the address today. The password is gone, factors stay.
 */
export async function linkCompany(ctx: Ctx, { email, issuer, subject }: CompanyAccount): Promise<Result<{ pseudonym: string }>> {
  await ctx.tx.$queryRaw`SELECT 1 FROM "Person" WHERE "email" = ${email} FOR UPDATE`;
  const person = await ctx.tx.person.findUnique({ where: { email } });
  if (!person) return fail('not_found', 'Nobody has this address here.');
  if (person.isDemo) return fail('conflict', 'The demo’s people belong to no company.');
  const companyId = `${issuer} ${subject}`;
  const holder = await ctx.tx.person.findUnique({ where: { companyId } });
  if (holder && holder.id !== person.id) return fail('conflict', `The company’s account is ${holder.pseudonym}’s already.`);
  await ctx.tx.person.update({ where: { id: person.id }, data: { companyId, passwordHash: null } });
  await revokeLinks(ctx, person.id);
  await record(ctx, { action: 'person.linked', details: {}, targets: [{ type: 'person', id: person.id, label: person.pseudonym }] });
  await endSessions(ctx, person.id, 'person_changed');
  await announce(ctx.tx, 'access', person.id);
  return ok({ pseudonym: person.pseudonym });
}
