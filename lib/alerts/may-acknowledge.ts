import type { Tx } from '@/lib/db';
import type { PersonActor, Role } from '@/lib/kernel';

/**
 * Why somebody cannot acknowledge an alert of their role, or null. Who brought it about does not wave it away, as long
 * as there is a colleague to see it; nor does who holds the role only by break-glass, an alert about which may be theirs.
 */
export async function whyNotAcknowledge(tx: Tx, actor: PersonActor, alert: { readonly byId: string | undefined; readonly audience: Role }): Promise<string | null> {
  if (actor.breakGlassId) return 'You hold this role by break-glass. Somebody whose own role it is acknowledges it.';
  if (alert.byId !== actor.id) return null;
  const colleagues = await tx.person.count({ where: { role: alert.audience, disabledAt: null, lastSignInAt: { not: null }, id: { not: actor.id } } });
  return colleagues > 0 ? 'This is about what you did. A colleague of your role acknowledges it.' : null;
}
