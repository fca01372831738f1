import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, config } from '@/lib/kernel';
import type { AuditFilter } from '../schema';
import { FROM, type Hours, RULES, type RuleName, ruleOf } from './rules';
import { type Walls, wallsOf } from '../read/walls';
import { inWeek } from './selection';
import { type Week, endOf, startOf } from './week';

/** More people than these are counted together. */
const PEOPLE_SHOWN = 12;

export interface Counted {
  /** Pseudonym; a platform's name, or "nobody". */
  readonly who: string;
  readonly count: number;
  /** The part of the list that holds it. */
  readonly filter: AuditFilter;
}

export interface WorthALook {
  readonly name: RuleName;
  readonly title: string;
  /** The rule in words. */
  readonly words: string;
  readonly total: number;
  /** The most first, at most PEOPLE_SHOWN. */
  readonly people: readonly Counted[];
  /** How many more people there are. */
  readonly others: number;
  readonly filter: AuditFilter;
  /** Whether the list shows more than what is counted. */
  readonly isListWider: boolean;
}

interface Found {
  readonly actorId: string | null;
  readonly who: string;
  readonly count: number;
}

export function deskHours(): Hours {
  const [from = '', to = ''] = config().DESK_HOURS.split('-');
  return { from, to, timeZone: config().DESK_TIME_ZONE };
}

const byPerson = Prisma.sql`GROUP BY e."actorId", e."actorName"`;

/** Night shifts are hours that go over midnight. */
function offHours({ from, to, timeZone }: Hours): Prisma.Sql {
  const local = Prisma.sql`(e."at" AT TIME ZONE ${timeZone})::time`;
  return from <= to ? Prisma.sql`(${local} < ${from}::time OR ${local} >= ${to}::time)` : Prisma.sql`(${local} < ${from}::time AND ${local} >= ${to}::time)`;
}

const counted = (week: Prisma.Sql, name: RuleName, also: Prisma.Sql = Prisma.sql`TRUE`): Prisma.Sql => {
  const { action, outcome } = ruleOf(name).filter;
  return Prisma.sql`
    SELECT e."actorId", e."actorName" AS "who", count(*)::int AS "count" FROM "AuditEvent" e
    WHERE e."action" = ${action} AND (${outcome ?? null}::text IS NULL OR e."outcome"::text = ${outcome ?? null}) AND ${week} AND ${also} ${byPerson}`;
};

/** Each as people with a count. All begin from the index on action and time, within one week. */
const QUERIES: Partial<Record<RuleName, (week: Prisma.Sql, until: Date, hours: Hours) => Prisma.Sql>> = {
  off_hours: (week, _, hours) => counted(week, 'off_hours', offHours(hours)),
  undecided: (week, until) => Prisma.sql`
    SELECT e."actorId", e."actorName" AS "who", count(DISTINCT e."itemId")::int AS "count" FROM "AuditEvent" e
    WHERE e."action" = 'evidence.revealed' AND e."outcome" = 'done' AND ${week}
      AND NOT EXISTS (
        SELECT 1 FROM "AuditEvent" d
        WHERE d."caseId" = e."caseId" AND d."itemId" = e."itemId" AND d."action" = 'decision.saved' AND d."outcome" = 'done' AND d."at" < ${until.toISOString()}::timestamptz)
    ${byPerson} HAVING count(DISTINCT e."itemId") >= ${FROM.undecidedItems}`,
  unfinished: (week) => Prisma.sql`
    SELECT "actorId", "who", sum("open")::int AS "count" FROM (
      SELECT e."actorId", e."actorName" AS "who",
        count(*) FILTER (WHERE e."action" <> 'evidence.view_ended') - count(*) FILTER (WHERE e."action" = 'evidence.view_ended') AS "open"
      FROM "AuditEvent" e
      WHERE e."action" IN ('evidence.peeked', 'evidence.revealed', 'evidence.view_ended') AND e."outcome" = 'done' AND ${week}
      GROUP BY e."actorId", e."actorName", e."sessionId", e."itemId"
    ) AS looks WHERE "open" > 0 GROUP BY 1, 2`,
  refusals: (week) => Prisma.sql`${counted(week, 'refusals', Prisma.sql`e."actorKind" = 'person' AND e."details"->>'code' <> 'step_up'`)} HAVING count(*) > ${FROM.refusals}`,
  // By the desk itself where a newer case takes over the walls of an older one.
  walls: (week) => counted(week, 'walls', Prisma.sql`e."actorKind" = 'person'`),
};

async function look({ tx }: Ctx<PersonActor>, walls: Walls | undefined, name: RuleName, week: Week, hours: Hours): Promise<WorthALook> {
  const { title, words, filter, isListWider } = ruleOf(name);
  const [among, until] = [inWeek(walls, week), endOf(week)];
  const query = QUERIES[name]?.(among, until, hours) ?? counted(among, name);
  const found = (await tx.$queryRaw<Found[]>(query)).sort((one, other) => other.count - one.count || one.who.localeCompare(other.who, 'en'));
  const days = { from: startOf(week).toISOString().slice(0, 10), to: new Date(until.getTime() - 1).toISOString().slice(0, 10) };
  const people = found.slice(0, PEOPLE_SHOWN).map(({ actorId, who, count }) => ({ who, count, filter: { ...filter, ...days, ...(actorId !== null && { person: actorId }) } }));
  const total = found.reduce((sum, { count }) => sum + count, 0);
  return { name, title, words: words(hours), total, people, others: found.length - people.length, filter: { ...filter, ...days }, isListWider: isListWider === true };
}

/** A week's counts that are worth a look, as plain figures; entries of cases that the reader is kept away from are none. */
export async function worthALook(ctx: Ctx<PersonActor>, week: Week): Promise<WorthALook[]> {
  const [walls, looks]: [Walls | undefined, WorthALook[]] = [await wallsOf(ctx), []];
  // One after the other: a transaction is one connection.
  for (const name of Object.keys(RULES) as RuleName[]) looks.push(await look(ctx, walls, name, week, deskHours()));
  return looks;
}
