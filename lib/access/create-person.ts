import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Result, type Role, fail, ok } from '@/lib/kernel';
import { nextPseudonym } from './people/pseudonym';

export interface NewPerson {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  /** From `hashPassword`, which is too slow to be called in a transaction. */
  readonly passwordHash: string;
  /** One of the demo's, who answer their second factor by a button in test mode and are nobody outside of it. */
  readonly isDemo?: boolean;
}

/** Adds a person with the next free pseudonym of the role. Their first sign-in asks for a second factor. */
export async function createPerson(ctx: Ctx, { email, displayName, role, passwordHash, isDemo = false }: NewPerson): Promise<Result<{ id: string }>> {
  if (await ctx.tx.person.findUnique({ where: { email } })) return fail('conflict', 'Somebody with this address exists already.');
  const id = ctx.ids.next();
  const pseudonym = await nextPseudonym(ctx.tx, role);
  await ctx.tx.person.create({ data: { id, email, displayName, role, pseudonym, passwordHash, isDemo, createdAt: ctx.clock.now() } });
  await record(ctx, { action: 'person.created', details: { role }, targets: [{ type: 'person', id, label: pseudonym }] });
  return ok({ id });
}
