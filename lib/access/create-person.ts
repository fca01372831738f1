import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Result, type Role, fail, ok } from '@/lib/kernel';
import { hashPassword } from './password';
import { nextPseudonym } from './people/pseudonym';

export interface NewPerson {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

/** Adds a person with the next free pseudonym of the role. */
export async function createPerson(ctx: Ctx, { email, displayName, role, password }: NewPerson): Promise<Result<{ id: string }>> {
  if (await ctx.tx.person.findUnique({ where: { email } })) return fail('conflict', 'Somebody with this address exists already.');
  const id = ctx.ids.next();
  const pseudonym = await nextPseudonym(ctx.tx, role);
  await ctx.tx.person.create({
    data: { id, email, displayName, role, pseudonym, passwordHash: await hashPassword(password), createdAt: ctx.clock.now() },
  });
  await record(ctx, { action: 'person.created', details: { role }, targets: [{ type: 'person', id, label: pseudonym }] });
  return ok({ id });
}
