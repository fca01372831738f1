import type { Actor, Ids } from '@/lib/kernel';
import { type Prisma, type Tx, insertRows } from '@/lib/db';
import { ACTIONS, type Action, type AuditOutcome, type Details, type Target } from './schema';

type Recording = { readonly tx: Tx; readonly actor: Actor; readonly ids: Ids; readonly requestId: string };

export interface Entry<A extends Action = Action> {
  readonly action: A;
  readonly details: Details<A>;
  readonly outcome?: AuditOutcome;
  readonly caseId?: string | null;
  readonly itemId?: string | null;
  readonly targets?: readonly Target[];
  readonly reason?: string;
}

function who(actor: Actor) {
  switch (actor.kind) {
    case 'person':
      return { actorId: actor.id, actorName: actor.name, role: actor.role, sessionId: actor.sessionId };
    case 'platform':
      return { actorId: actor.id, actorName: actor.name };
    case 'system':
      return { actorName: actor.name };
    case 'nobody':
      return { actorName: 'nobody' };
  }
}

function row({ actor, ids, requestId }: Recording, entry: Entry): Prisma.AuditEventCreateManyInput {
  return {
    id: ids.next(),
    actorKind: actor.kind,
    ...who(actor),
    requestId,
    action: entry.action,
    outcome: entry.outcome ?? 'done',
    caseId: entry.caseId ?? null,
    itemId: entry.itemId ?? null,
    targets: (entry.targets ?? []) as unknown as Prisma.InputJsonValue, // readonly arrays are not InputJsonValue
    reason: entry.reason ?? null,
    details: ACTIONS[entry.action].details.parse(entry.details),
  };
}

/** Writes an entry in the caller's transaction: it exists if and only if what it describes does. */
export async function record<A extends Action>(ctx: Recording, entry: Entry<A>): Promise<void> {
  await ctx.tx.auditEvent.createMany({ data: [row(ctx, entry as Entry)] });
}

/** As `record`, for many entries in one statement. */
export async function recordMany(ctx: Recording, entries: readonly Entry[]): Promise<void> {
  await insertRows(ctx.tx, 'AuditEvent', entries.map((entry) => row(ctx, entry)));
}
