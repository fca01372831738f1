import { can } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import type { Ctx, Tx } from '@/lib/db';
import { type PersonActor, ROLES, type Result, ok } from '@/lib/kernel';
import { type Exposure, exposureOf } from './exposure';
import { dayOf } from './local-time';
import { DAYS_SHOWN, lastDays, passesOf, sumOfDay } from './read-own';
import { LEAST_PEOPLE, type OwnSettings, type TeamRow, type TeamWeek, type TeamWellness } from './schema';
import { floorsOf, manySettings } from './settings';

const UTC = { timeZone: 'UTC', shift: null };
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const WEEKS_SHOWN = 4;
const REVIEWERS = ROLES.filter((role) => can(role, 'wellness.own'));

/** Mondays of the last finished weeks, the newest first. */
function finishedWeeks(now: Date): Date[] {
  const today = dayOf(UTC, now).start;
  const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * DAY_MS;
  return Array.from({ length: WEEKS_SHOWN }, (_, index) => new Date(monday - (index + 1) * WEEK_MS));
}

/**
 * A finished week of everybody who was at the desk in it, whatever became of them since: were somebody left out who is
 * disabled now, the figures of before and after would tell theirs.
 */
function weekOf(start: Date, exposure: ReadonlyMap<string, Exposure>): TeamWeek {
  const monday = start.toISOString().slice(0, 10);
  const week = { start, end: new Date(start.getTime() + WEEK_MS), date: monday };
  const sums = [...exposure.values()].map(({ looks, acts }) => sumOfDay(week, looks, acts)).filter(({ deskMinutes, peeks, reveals }) => deskMinutes + peeks + reveals > 0);
  if (sums.length < LEAST_PEOPLE) return { monday, figures: null };
  const average = (of: (sum: (typeof sums)[number]) => number) => Math.round(sums.reduce((total, sum) => total + of(sum), 0) / sums.length);
  return {
    monday,
    figures: {
      people: sums.length,
      deskMinutes: average(({ deskMinutes }) => deskMinutes),
      unblurredMinutes: average(({ unblurredSeconds }) => unblurredSeconds / 60),
      peeks: average(({ peeks }) => peeks),
      reveals: average(({ reveals }) => reveals),
    },
  };
}

async function rowsOf(tx: Tx, now: Date, exposure: ReadonlyMap<string, Exposure>): Promise<TeamRow[]> {
  const caps = await floorsOf(tx);
  const people = await tx.person.findMany({ where: { OR: [{ role: { in: REVIEWERS } }, { overrides: { some: {} } }] }, select: { id: true, pseudonym: true }, orderBy: { pseudonym: 'asc' } });
  const settings: ReadonlyMap<string, OwnSettings> = await manySettings(tx);
  const passed = await passesOf(tx, people.map(({ id }) => id), dayOf(UTC, now, DAYS_SHOWN - 1).start);
  return people
    .map(({ id, pseudonym }): TeamRow => {
      const { looks, acts } = exposure.get(id) ?? { looks: [], acts: [] };
      const days = lastDays(settings.get(id) ?? UTC, now).map((day) => sumOfDay(day, looks, acts));
      return {
        pseudonym,
        reached: days.flatMap(({ date, deskMinutes, unblurredSeconds }) => [
          ...(deskMinutes >= caps.deskMinutes ? [{ limit: 'desk' as const, date }] : []),
          ...(unblurredSeconds >= caps.unblurredMinutes * 60 ? [{ limit: 'unblurred' as const, date }] : []),
        ]),
        passed: passed.filter(({ personId }) => personId === id).map(({ limit, reason, at }) => ({ limit, reason, at })),
      };
    })
    .filter((row) => row.reached.length + row.passed.length > 0);
}

/**
 * What supervisors see of the team: who reached or passed a limit, and figures of five people or more. Periods are fixed
 * and finished, and nothing can be filtered: two figures that differ by one person would tell that person's.
 */
export async function readTeam(ctx: Ctx<PersonActor>): Promise<Result<TeamWellness>> {
  const now = ctx.clock.now();
  const weeks = finishedWeeks(now);
  const exposure = await exposureOf(ctx.tx, { start: weeks.at(-1) ?? now, end: new Date(now.getTime() + 1) });
  await record(ctx, { action: 'wellness.team_read', details: {} });
  return ok({ rows: await rowsOf(ctx.tx, now, exposure), weeks: weeks.map((start) => weekOf(start, exposure)) });
}
