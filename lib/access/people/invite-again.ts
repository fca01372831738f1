import type { Ctx } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { isByCompany, noLinks } from './company';
import { sendLink } from './invite';
import { requireOther } from './lock-person';
import type { JoinLink } from './schema';
import { stateOf } from './state';

/** A new join link in place of one that was lost, ran out or was taken back; the old one stops working. */
export async function inviteAgain(ctx: Ctx, { personId }: { personId: string }): Promise<Result<JoinLink>> {
  if (isByCompany()) return noLinks();
  const found = await requireOther(ctx, personId);
  if (!found.ok) return found;
  const { person } = found.value;
  if (stateOf(person) !== 'invited') return fail('conflict', `${person.pseudonym} is not waiting for an invitation. A new link for somebody who has an account is a reset.`);
  return ok(await sendLink(ctx, person));
}
