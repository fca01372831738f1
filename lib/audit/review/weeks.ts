import { type Ctx, Prisma, type Tx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import type { Action } from '../schema';
import { type Area, areaOf } from './areas';
import { wallsOf } from '../read/walls';
import { inWeek } from './selection';
import { ASKED_WEEKS, type Week, isOver, isOverdue, startOf, weekOf, weeksBefore } from './week';

/** A quarter of a year at once. */
const WEEKS_SHOWN = 13;

export interface SignedOff {
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
  readonly entries: number;
  /** How many of them were the signer's own acts. */
  readonly ownActs: number;
  readonly logSize: number;
}

export interface WeekRow {
  /** Its Monday, UTC. */
  readonly week: Week;
  readonly entries: number;
  readonly counts: Readonly<Partial<Record<Area, number>>>;
  readonly isOver: boolean;
  readonly isOverdue: boolean;
  readonly signedOff: SignedOff | null;
}

/** The week in which the trail begins, or null while it is empty. */
export async function firstWeek(tx: Tx): Promise<Week | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`SELECT min("at") AS "at" FROM "AuditEvent"`;
  return row?.at ? weekOf(row.at) : null;
}

async function signaturesOf(tx: Tx, weeks: readonly Week[]): Promise<ReadonlyMap<Week, SignedOff>> {
  const rows = await tx.auditSignOff.findMany({ where: { week: { in: weeks.map(startOf) } } });
  const people = await tx.person.findMany({ where: { id: { in: rows.map(({ personId }) => personId) } }, select: { id: true, pseudonym: true } });
  const nameOf = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  return new Map(
    rows.map(({ week, personId, at, note, entries, ownActs, logSize }) => [
      weekOf(week),
      { by: nameOf.get(personId) ?? '', at: at.toISOString(), note, entries, ownActs, logSize: Number(logSize) },
    ]),
  );
}

/** The finished weeks of the last few that nobody has signed off and that are late, the oldest first. Counts nothing. */
export async function overdueWeeks({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<Week[]> {
  const now = clock.now();
  const first = await firstWeek(tx);
  const asked = Array.from({ length: ASKED_WEEKS }, (_, index) => weeksBefore(weekOf(now), ASKED_WEEKS - index));
  const late = asked.filter((week) => first !== null && week >= first && isOverdue(week, now));
  const signed = await signaturesOf(tx, late);
  return late.filter((week) => !signed.has(week));
}

/** The weeks of the last quarter since the trail began, the newest first, each with its figures as the reader may see them. */
export async function listWeeks(ctx: Ctx<PersonActor>): Promise<WeekRow[]> {
  const { tx, clock } = ctx;
  const now = clock.now();
  const first = await firstWeek(tx);
  const current = weekOf(now);
  const weeks = Array.from({ length: WEEKS_SHOWN }, (_, index) => weeksBefore(current, index)).filter((week) => first !== null && week >= first);
  const oldest = weeks.at(-1);
  if (oldest === undefined) return [];
  const counted = await tx.$queryRaw<{ week: string; action: Action; count: number }[]>`
    SELECT to_char(date_trunc('week', e."at", 'UTC') AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "week", e."action", count(*)::int AS "count"
    FROM "AuditEvent" e WHERE ${inWeek(await wallsOf(ctx), oldest, current)} GROUP BY 1, 2`;
  const signed = await signaturesOf(tx, weeks);
  return weeks.map((week) => {
    const counts: Partial<Record<Area, number>> = {};
    for (const each of counted) if (each.week === week) counts[areaOf(each.action)] = (counts[areaOf(each.action)] ?? 0) + each.count;
    const entries = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const signedOff = signed.get(week) ?? null;
    return { week, entries, counts, isOver: isOver(week, now), isOverdue: signedOff === null && isOverdue(week, now), signedOff };
  });
}

/** How many entries of a week the reader is shown, and how many of them are their own acts. Signing in and reading the trail are none. */
export async function countWeek(ctx: Ctx<PersonActor>, week: Week): Promise<{ entries: number; ownActs: number }> {
  const { tx, actor } = ctx;
  const [row] = await tx.$queryRaw<{ entries: number; ownActs: number }[]>`
    SELECT count(*)::int AS "entries", (count(*) FILTER (WHERE e."actorId" = ${actor.id}::uuid AND ${isAct}))::int AS "ownActs"
    FROM "AuditEvent" e WHERE ${inWeek(await wallsOf(ctx), week)}`;
  return row ?? { entries: 0, ownActs: 0 };
}

/** An act in the sense of the sign-off: not signing in, and not what the review itself consists of. */
export const isAct = Prisma.sql`e."action" NOT LIKE 'session.%' AND e."action" NOT IN ('account.read', 'audit.read', 'audit.week_read', 'audit.signed_off')`;
