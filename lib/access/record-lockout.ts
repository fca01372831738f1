import { raise } from '@/lib/alerts';
import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { ok } from '@/lib/kernel';

/** Who or what was locked out, as far as it is known; never the e-mail that was typed. */
type LockedOut = { readonly personId: string } | { readonly address: string };

/** Writes a lockout to the trail and tells the admins. Asked for once a window: at the first attempt that is over. */
export async function recordLockout(caller: Caller, what: 'account' | 'address', who: LockedOut): Promise<void> {
  await transact(db(), async (tx) => {
    const ctx = { ...caller, tx };
    const targets = 'personId' in who ? [{ type: 'person', id: who.personId } as const] : [];
    await record(ctx, { action: 'session.locked_out', outcome: 'refused', details: { what }, targets });
    await raise(ctx, 'locked_out', { what, ...who });
    return ok();
  });
}
