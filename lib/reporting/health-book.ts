import { raiseWhile, settle } from '@/lib/alerts';
import type { Ctx, Tx } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import type { Clock } from '@/lib/kernel';
import { ASKS_WITHIN_MS, type Health, type HealthBook, type News, WELL, isDown, learn } from './breaker';
import { wakeReport } from './job';
import { MOVING } from './rules';

/** A hotline, for tests or for real: each has a health of its own. */
export interface Line {
  readonly hotline: string;
  readonly isTest: boolean;
}

/** What tells its alert from others of the kind. */
export const aboutOf = ({ hotline, isTest }: Line): string => (isTest ? `${hotline} test` : hotline);

export async function readHealth(tx: Pick<Tx, 'hotlineHealth'>, { hotline, isTest }: Line): Promise<Health> {
  const found = await tx.hotlineHealth.findUnique({ where: { hotline_isTest: { hotline, isTest } }, select: { failingSince: true, failures: true, probeAt: true, isBarred: true, turnOfId: true } });
  return found ?? WELL;
}

function bookOf(ctx: Ctx, line: Line): HealthBook {
  const { tx, clock } = ctx;
  const { hotline, isTest } = line;
  const where = { hotline_isTest: { hotline, isTest } };
  return {
    async read() {
      await tx.$executeRaw`INSERT INTO "HotlineHealth" ("hotline", "isTest") VALUES (${hotline}, ${isTest}) ON CONFLICT DO NOTHING`;
      await tx.$queryRaw`SELECT 1 FROM "HotlineHealth" WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} FOR UPDATE`;
      return readHealth(tx, line);
    },
    async write(health) {
      await tx.hotlineHealth.update({ where, data: { ...health, ...(health === WELL && { lastGoodAt: clock.now() }) } });
    },
    async sayDown({ failingSince, isBarred }) {
      await settle(ctx, 'hotline_down', aboutOf(line));
      await raiseWhile(ctx, 'hotline_down', aboutOf(line), { hotline: hotlineNameOf(hotline), news: isBarred ? 'barred' : 'failed', since: failingSince?.toISOString() });
    },
    sayUp: () => settle(ctx, 'hotline_down', aboutOf(line)),
    release: () => releaseAll(tx, line, clock),
  };
}

/** How old the last good word of a hotline may be before it is written down anew. */
const FRESH_MS = 60_000;

/** Takes note, in the caller's transaction, of what an attempt says of a hotline. */
export async function takeNote(ctx: Ctx, line: Line, news: News, random: number): Promise<void> {
  const { tx, clock } = ctx;
  const { hotline, isTest } = line;
  if (news === 'answered') {
    // All is well nearly always, and then the reports that are filed side by side need not wait for one row.
    const seen = await tx.hotlineHealth.findUnique({ where: { hotline_isTest: { hotline, isTest } }, select: { failures: true, lastGoodAt: true } });
    if (seen?.failures === 0 && seen.lastGoodAt && clock.now().getTime() - seen.lastGoodAt.getTime() < FRESH_MS) return;
  }
  await learn(bookOf(ctx, line), news, clock.now(), random);
}

/** To be called when address or credentials were found to be good, or were changed: who waits need not wait for the next question. */
export async function askSoon({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, { hotline, isTest }: Line): Promise<void> {
  await tx.hotlineHealth.updateMany({ where: { hotline, isTest, probeAt: { gt: clock.now() } }, data: { probeAt: clock.now() } });
}

/** Of those that wait for the hotline, the one that tried the least asks next, and at once. In the caller's transaction. */
export async function passTurn({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, { id, hotline, isTest }: Line & { readonly id: string }): Promise<void> {
  const now = clock.now();
  const within = new Date(now.getTime() + ASKS_WITHIN_MS);
  if (!isDown(await readHealth(tx, { hotline, isTest }))) return;
  const [next] = await tx.$queryRaw<{ id: string; urgency: number }[]>`
    UPDATE "Report" SET "retryAt" = ${now} WHERE "id" = (
      SELECT "id" FROM "Report"
       WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} AND "state" = ANY(${[...MOVING]}::text[]::"ReportState"[]) AND "retryAt" <= ${within} AND "id" <> ${id}::uuid
       ORDER BY "attempts", "urgency", "knownAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id"::text AS id, "urgency"`;
  if (!next) return;
  await tx.hotlineHealth.update({ where: { hotline_isTest: { hotline, isTest } }, data: { turnOfId: next.id, probeAt: now } });
  await wakeReport(tx, next);
}

/**
 * Sends every report that sleeps on its way, the most urgent and longest known first: jobs run by priority, then by their
 * time. Whoever is being looked at just now decides for itself and is passed over.
 */
async function releaseAll(tx: Tx, { hotline, isTest }: Line, clock: Clock): Promise<void> {
  const moving = [...MOVING];
  await tx.$executeRaw`
    WITH woken AS (
      UPDATE "Report" SET "retryAt" = NULL, "problem" = NULL
       WHERE "id" IN (
         SELECT "id" FROM "Report"
          WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} AND "state" = ANY(${moving}::text[]::"ReportState"[]) AND "retryAt" > ${clock.now()}
            FOR UPDATE SKIP LOCKED)
      RETURNING "id", "urgency", "knownAt"
    ), told AS (
      SELECT pg_notify('watchkeeper', json_build_object('topic', 'report', 'id', "id")::text) FROM woken
    ), added AS (
      SELECT graphile_worker.add_job('file-report', json_build_object('reportId', "id"), run_at => "knownAt", job_key => 'file-report:' || "id"::text, max_attempts => 1000, priority => "urgency") FROM woken
    )
    SELECT (SELECT count(*) FROM told) + (SELECT count(*) FROM added)`;
}
