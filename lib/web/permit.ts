import { forbidden } from 'next/navigation';
import type { Permission } from '@/lib/access/schema';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { authorise } from './execute';
import { toSignIn } from './to-sign-in';
import { currentActor } from './who';

/**
 * The person before a page, once it is clear that they may see it; otherwise the way `read` ends. Asked before
 * anything streams, so that a refusal keeps its status. A refusal is an event.
 */
export async function permit(permission: Permission): Promise<PersonActor> {
  const actor = await currentActor();
  const admitted = await authorise(actor, permission, randomIds.next());
  if (actor.kind !== 'person') return toSignIn();
  return admitted.ok ? actor : forbidden();
}
