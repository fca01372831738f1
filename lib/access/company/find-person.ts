import { record } from '@/lib/audit';
import { type Ctx, type Person, announce } from '@/lib/db';
import type { Role } from '@/lib/kernel';
import type { GiveBack } from '../people/give-back';
import { nextPseudonym } from '../people/pseudonym';
import { can } from '../permissions';
import { endSessions } from '../sessions/end';
import type { CompanyClaims } from './claims';

/** Why somebody whom the company knows does not get in here. */
export type CompanyRefusal = 'no_role' | 'no_email' | 'known_email' | 'disabled';

type Found = { readonly person: Person } | { readonly refusal: CompanyRefusal; readonly personId?: string };

/** Adds somebody who comes for the first time. They never have a password here. */
async function add(ctx: Ctx, { companyId, email, displayName }: CompanyClaims, role: Role): Promise<Found> {
  if (email === null) return { refusal: 'no_email' };
  // The lock on pseudonyms comes first, so that of two first sign-ins at once the second finds the first.
  const pseudonym = await nextPseudonym(ctx.tx, role);
  const first = await ctx.tx.person.findUnique({ where: { companyId } });
  if (first) return { person: first };
  // An e-mail passes from hand to hand: whoever has it at the company now is not for that reason whoever had it here.
  const holder = await ctx.tx.person.findUnique({ where: { email } });
  if (holder) return { refusal: 'known_email', personId: holder.id };
  const id = ctx.ids.next();
  const person = await ctx.tx.person.create({ data: { id, email, displayName: displayName ?? email, role, pseudonym, companyId, createdAt: ctx.clock.now() } });
  await record(ctx, { action: 'person.created', details: { role }, targets: [{ type: 'person', id, label: pseudonym }] });
  await announce(ctx.tx, 'access', id);
  return { person };
}

/** The groups say another role than before: it holds from now on, and what was open under the old one ends. */
async function follow(ctx: Ctx, person: Person, role: Role, giveBack: GiveBack): Promise<Person> {
  const changed = await ctx.tx.person.update({ where: { id: person.id }, data: { role } });
  await record(ctx, { action: 'person.role_changed', details: { before: person.role, after: role }, targets: [{ type: 'person', id: person.id, label: person.pseudonym }] });
  await endSessions(ctx, person.id, 'person_changed');
  if (!can(role, 'queue.take')) await giveBack(ctx, person.id);
  await announce(ctx.tx, 'access', person.id);
  return changed;
}

/** None of the groups has a role any more: nothing stays open until there is one again. */
async function shut(ctx: Ctx, person: Person, giveBack: GiveBack): Promise<Found> {
  await endSessions(ctx, person.id, 'person_changed');
  await ctx.tx.signIn.deleteMany({ where: { personId: person.id } });
  await giveBack(ctx, person.id);
  return { refusal: 'no_role', personId: person.id };
}

/** The person whom the company names, added or given their role of today; its entries are part of the caller's transaction. */
export async function findPerson(ctx: Ctx, claims: CompanyClaims, role: Role | null, giveBack: GiveBack): Promise<Found> {
  await ctx.tx.$queryRaw`SELECT 1 FROM "Person" WHERE "companyId" = ${claims.companyId} FOR UPDATE`;
  const person = await ctx.tx.person.findUnique({ where: { companyId: claims.companyId } });
  if (!person) return role === null ? { refusal: 'no_role' } : add(ctx, claims, role);
  if (person.disabledAt) return { refusal: 'disabled', personId: person.id };
  if (role === null) return shut(ctx, person, giveBack);
  return { person: person.role === role ? person : await follow(ctx, person, role, giveBack) };
}
