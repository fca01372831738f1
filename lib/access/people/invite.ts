import { record } from '@/lib/audit';
import { type Ctx, type Person, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { isByCompany } from './company';
import { drawLink } from './draw-link';
import { nextPseudonym } from './pseudonym';
import type { InviteInput, JoinLink } from './schema';

/** A join link for somebody who has no password yet, on record. */
export async function sendLink(ctx: Ctx, person: Pick<Person, 'id' | 'pseudonym' | 'role'>): Promise<JoinLink> {
  const { invitationId, ...link } = await drawLink(ctx, person, 'join');
  await record(ctx, {
    action: 'person.invited',
    details: { role: person.role },
    targets: [{ type: 'person', id: person.id, label: person.pseudonym }, { type: 'invitation', id: invitationId }],
  });
  await announce(ctx.tx, 'access', person.id);
  return link;
}

/**
 * Adds somebody who cannot get in yet, and answers the link with which they choose a password and a second factor. The
 * link is answered once: hand it over in person or by the company's own mail.
 */
export async function invite(ctx: Ctx, { email, displayName, role }: InviteInput): Promise<Result<JoinLink>> {
  if (isByCompany()) return fail('conflict', 'People come through the company’s sign-on here: put them into the group of their role there, and they are added when they first sign in.');
  // The lock on pseudonyms comes first, so that of two invitations to one address the second finds the first.
  const pseudonym = await nextPseudonym(ctx.tx, role);
  if (await ctx.tx.person.findUnique({ where: { email } })) {
    return fail('conflict', 'Somebody with this address exists already. Find them on the list; a disabled person can be enabled again.', [{ field: 'email', message: 'Has an account already' }]);
  }
  const person = { id: ctx.ids.next(), pseudonym, role };
  await ctx.tx.person.create({ data: { ...person, email, displayName, createdAt: ctx.clock.now() } });
  return ok(await sendLink(ctx, person));
}
