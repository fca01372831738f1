import { type Entry, record } from '@/lib/audit';
import type { Action } from '@/lib/audit/schema';
import { type Ctx, announce } from '@/lib/db';

interface About {
  readonly id: string;
  readonly name: string;
}

/** What the trail says about an agency and, where it is about one, its key; open pages learn of it. */
export async function recordAgency<A extends Action>(ctx: Ctx, { id, name }: About, entry: Pick<Entry<A>, 'action' | 'details' | 'reason'>, keyId?: string): Promise<void> {
  const key = keyId === undefined ? [] : [{ type: 'agency_key', id: keyId } as const];
  await record<A>(ctx, { ...entry, targets: [...key, { type: 'agency', id, label: name }] });
  await announce(ctx.tx, 'access', id);
}
