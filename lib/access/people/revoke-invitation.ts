import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { revokeLinks } from './draw-link';
import { requireOther } from './lock-person';

/** Takes a person's link back, of an invitation or of a reset: from now on it opens nothing. */
export async function revokeInvitation(ctx: Ctx, { personId }: { personId: string }): Promise<Result<void>> {
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  if ((await revokeLinks(ctx, personId)) === 0) return fail('conflict', 'There is no link to take back: it was used, or taken back before.');
  await record(ctx, { action: 'person.invitation_revoked', details: {}, targets: [{ type: 'person', id: personId, label: found.value.person.pseudonym }] });
  await announce(ctx.tx, 'access', personId);
  return ok();
}
