import { type Ctx, type Tx, announce } from '@/lib/db';
import type { Role } from '@/lib/kernel';
import { raise } from './raise';
import type { AlertDetails, AlertKind } from './schema';

/** Any number, the same in every process: the first half of the locks under which what goes on is raised and settled. */
const ONGOING = 730_302;

/** Held until the transaction ends: whoever raises or settles one holds it. */
export const lockOngoing = (tx: Tx, kind: AlertKind, about: string) => tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONGOING}::int, hashtext(${`${kind} ${about}`}))`;

interface Ongoing {
  readonly kinds: readonly AlertKind[];
  readonly about?: string;
  /** Those of one role; otherwise everybody's. */
  readonly audience?: Role | undefined;
}

/** Ids of the alerts of these kinds that are not over. */
export async function ongoing(tx: Tx, { kinds, about, audience }: Ongoing): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Alert"
    WHERE "kind" = ANY(${[...kinds]}) AND "details" ? 'about' AND NOT "details" ? 'overAt'
      AND (${about ?? null}::text IS NULL OR "details"->>'about' = ${about ?? null}::text)
      AND (${audience ?? null}::text IS NULL OR "audience"::text = ${audience ?? null}::text)`;
  return rows.map(({ id }) => id);
}

/**
 * Raises an alert of something that goes on, unless it stands already: once, however many processes find it and however
 * often, until `settle` says that it is over. `about` tells several of a kind apart.
 * @returns whether it was raised now.
 */
export async function raiseWhile(ctx: Ctx, kind: AlertKind, about: string, details: AlertDetails): Promise<boolean> {
  await lockOngoing(ctx.tx, kind, about);
  if ((await ongoing(ctx.tx, { kinds: [kind], about })).length > 0) return false;
  await raise(ctx, kind, { ...details, about });
  return true;
}

/** Says that it is over, on the alerts themselves, which stay on their piles until they are acknowledged; of one role, where it says so. */
export async function settle({ tx, clock }: Ctx, kind: AlertKind, about: string, audience?: Role): Promise<void> {
  const which = { kinds: [kind], about, audience };
  if ((await ongoing(tx, which)).length === 0) return;
  await lockOngoing(tx, kind, about);
  const overAt = JSON.stringify({ overAt: clock.now().toISOString() });
  const ids = await ongoing(tx, which);
  await tx.$executeRaw`UPDATE "Alert" SET "details" = "details" || ${overAt}::jsonb WHERE "id" = ANY(${ids}::uuid[])`;
  for (const id of ids) await announce(tx, 'access', id);
}
