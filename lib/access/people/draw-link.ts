import type { Ctx, InvitationPurpose, Person } from '@/lib/db';
import { config } from '@/lib/kernel';
import { digestOf, drawToken } from '../secret-text';
import { INVITATION_HOURS, type JoinLink } from './schema';

const HOUR_MS = 60 * 60_000;

/** Takes every link back that the person could still use. @returns how many there were. */
export async function revokeLinks({ tx, clock }: Ctx, personId: string): Promise<number> {
  const { count } = await tx.invitation.updateMany({ where: { personId, usedAt: null, revokedAt: null }, data: { revokedAt: clock.now() } });
  // A sign-in that began with such a link, or with the password before it, goes no further either.
  await tx.signIn.deleteMany({ where: { personId } });
  return count;
}

/** A new link in place of all earlier ones. Behind the # it reaches no server's log and no Referer header. */
export async function drawLink(ctx: Ctx, person: Pick<Person, 'id' | 'pseudonym'>, purpose: InvitationPurpose): Promise<JoinLink & { readonly invitationId: string }> {
  await revokeLinks(ctx, person.id);
  const [token, createdAt, invitationId] = [drawToken(), ctx.clock.now(), ctx.ids.next()];
  const expiresAt = new Date(createdAt.getTime() + INVITATION_HOURS * HOUR_MS);
  await ctx.tx.invitation.create({
    data: {
      id: invitationId,
      personId: person.id,
      purpose,
      tokenHash: digestOf(token),
      createdAt,
      createdById: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      expiresAt,
    },
  });
  return { invitationId, pseudonym: person.pseudonym, url: `${new URL(config().NEXTAUTH_URL).origin}/join#${token}`, expiresAt: expiresAt.toISOString() };
}
