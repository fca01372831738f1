import { beforeAll, expect, test, vi } from 'vitest';
import { listAlerts } from '@/lib/alerts';
import { transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, config, manualClock, ok, randomIds } from '@/lib/kernel';
import { undoReport } from '../withdraw';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { take } from '@/lib/queue';
import { decide } from '@/lib/review';
import { FUNNEL, REPORT_STATES, type ReportState } from '../schema';
import { CHECKED } from './keep';
import { PLACES, type Place, placeDecisions } from './place-decisions';
import { reconcile } from './reconcile';
import { reportMissing } from './report-missing';
import { LATE_AFTER_MS } from './rules';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const tools = { client: database.client, clock, ids: randomIds };
let desk: Desk;
let sue: PersonActor;

beforeAll(async () => {
  desk = await openDesk(database, clock);
  sue = await desk.person('supervisor');
});

const look = async () => {
  const found = await reconcile(tools);
  if (!found) throw new Error('another worker was at it');
  return found;
};
const banners = async () => must(await desk.as(sue, listAlerts)).banners;
const alertsOf = (kind: string) => database.client.alert.findMany({ where: { kind }, orderBy: { at: 'asc' } });
/** As nobody but the database's owner can. */
const asOwner = (sql: string, values: readonly unknown[]) => database.owner.query(sql, [...values]);
const newReport = async () => desk.report((await desk.sendItem(0)).itemId);

/** As if a report had never been made. */
async function unmake(reportId: string): Promise<void> {
  for (const table of ['ReportFile', 'ReportItem']) await asOwner(`DELETE FROM "${table}" WHERE "reportId" = $1`, [reportId]);
  await asOwner('DELETE FROM "Report" WHERE "id" = $1', [reportId]);
}

/** Where a decision stands, told from the states of its reports and nothing else. */
function placeOf(states: readonly ReportState[]): Place {
  const has = (step: keyof typeof FUNNEL) => states.some((state) => (FUNNEL[step].states as readonly ReportState[]).includes(state));
  const standing = states.filter((state) => state !== 'withdrawn');
  if (standing.length === 0) return 'missing';
  if (has('stuck')) return 'stuck';
  if (has('to_approve')) return 'to_approve';
  if (has('to_hand_in')) return 'to_hand_in';
  return has('waiting') || has('on_its_way') ? 'on_its_way' : 'filed';
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('whatever states reports are in, every decision that stands is in one place, and the figures add up', async () => {
  const made: { reportId: string; decisionId: string }[] = [];
  for (let count = 0; count < 12; count += 1) made.push(await newReport());
  const names = Object.keys(REPORT_STATES) as ReportState[];
  for (let seed = 1; seed <= 40; seed += 1) {
    const roll = dice(seed);
    const draw = () => names[Math.floor(roll() * names.length)] ?? 'waiting';
    await asOwner('DELETE FROM "ReportItem" WHERE "reportId" IN (SELECT "id" FROM "Report" WHERE "hotline" <> $1)', ['ncmec']);
    await asOwner('DELETE FROM "Report" WHERE "hotline" <> $1', ['ncmec']);
    await asOwner('UPDATE "Decision" SET "undoneAt" = NULL', []);
    const expected = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;
    for (const { reportId, decisionId } of made) {
      const states = [draw()];
      await asOwner(`UPDATE "Report" SET "state" = $2, "hotlineReportId" = '4711', "filedAt" = now() WHERE "id" = $1`, [reportId, states[0]]);
      // A second route, and a supplement, which is never what accounts for a decision.
      for (const [hotline, supplementOf] of [['uk-nca', null], ['supplement', reportId]] as const) {
        if (roll() < 0.5) continue;
        const [id, state] = [randomIds.next(), draw()];
        const other = JSON.stringify({ id, hotline, state, supplementOfId: supplementOf });
        await asOwner('INSERT INTO "Report" SELECT (jsonb_populate_record(r, $2::jsonb)).* FROM "Report" r WHERE "id" = $1', [reportId, other]);
        await asOwner('INSERT INTO "ReportItem" SELECT $2, "itemId", "decisionId", 0 FROM "ReportItem" WHERE "reportId" = $1', [reportId, id]);
        if (!supplementOf) states.push(state);
      }
      const isUndone = roll() < 0.2;
      if (isUndone) await asOwner('UPDATE "Decision" SET "undoneAt" = now() WHERE "id" = $1', [decisionId]);
      else expected[placeOf(states)] += 1;
    }
    const placed = must(await transact(database.client, async (tx) => ok(await placeDecisions(tx))));
    expect([`seed ${seed}`, placed.counts]).toEqual([`seed ${seed}`, expected]);
    expect(PLACES.reduce((sum, place) => sum + placed.counts[place], 0)).toBe(placed.decisions);
    expect(placed.missing.length).toBe(placed.counts.missing);
  }
});

test('a decision whose report is gone is found and told once, by however many workers, until it has its report', async () => {
  await Promise.all([reconcile(tools), reconcile(tools)]);
  const [lost, kept] = [await newReport(), await newReport()];
  await unmake(lost.reportId);
  const before = await look();
  const said = () => database.client.auditEvent.findMany({ where: { action: 'report.missing', targets: { array_contains: [{ type: 'decision', id: lost.decisionId }] } } });
  expect(before.missing.map(({ decisionId }) => decisionId)).toContain(lost.decisionId);
  expect(before.missing.map(({ decisionId }) => decisionId)).not.toContain(kept.decisionId);
  for (let round = 0; round < 3; round += 1) {
    clock.advance(60_000);
    await Promise.all([reconcile(tools), reconcile(tools), reconcile(tools)]);
  }
  expect((await said()).map(({ actorName, caseId }) => [actorName, caseId === null])).toEqual([['reconciliation', false]]);
  expect(await banners()).toMatchObject([{ words: 'A decision that must be reported has no report', details: expect.stringMatching(/^\d+ decisions? without a report\./) as string }]);

  // Whatever other tests made missing goes as well.
  await asOwner('UPDATE "Decision" SET "undoneAt" = now() WHERE "id" <> $1 AND "id" NOT IN (SELECT "decisionId" FROM "ReportItem")', [lost.decisionId]);
  await asOwner('UPDATE "Report" SET "state" = $1 WHERE "state" = $2', ['waiting', 'withdrawn']);
  expect((await look()).missing.map(({ decisionId }) => decisionId)).toEqual([lost.decisionId]);
  const made = must(await desk.as(sue, (ctx) => reportMissing(ctx, { decisionId: lost.decisionId })));
  expect(made).not.toHaveLength(0);
  expect((await look()).counts.missing).toBe(0);
  expect(await banners()).toEqual([]);
  expect(await said()).toHaveLength(1);
});

test('whoever made a missing report can undo it in time: the decision stands as its reviewer made it, and is missing again', async () => {
  const { reportId, decisionId } = await newReport();
  await unmake(reportId);
  const make = () => desk.as(sue, (ctx) => reportMissing(ctx, { decisionId }));
  const [made] = must(await make());
  expect(must(await desk.as(sue, (ctx) => undoReport(ctx, { reportId: made?.reportId ?? '' })))).toMatchObject({ isDecisionKept: true });
  expect((await database.client.decision.findUniqueOrThrow({ where: { id: decisionId } })).undoneAt).toBeNull();
  expect((await look()).missing.map((each) => each.decisionId)).toContain(decisionId);
  must(await make());
  expect((await look()).missing.map((each) => each.decisionId)).not.toContain(decisionId);
});

test('what need not be reported, was undone, or was reported for real does not count in test mode', async () => {
  const { decisions } = await look();
  const { itemId } = await desk.sendItem(0);
  must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));
  must(await desk.as(desk.moderator, (ctx) => decide(ctx, { ...desk.decision(itemId), outcome: 'other_policy' })));
  const undone = await newReport();
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, undone)));
  const drill = await newReport();
  await asOwner('UPDATE "Report" SET "isTest" = false WHERE "id" = $1', [drill.reportId]);
  expect((await look()).decisions).toBe(decisions);
});

test('where reports are real, a drill has reported nothing: its decision is missing, and is reported for real', async () => {
  const { reportId, decisionId } = await newReport();
  const real = vi.spyOn(config(), 'TEST_MODE', 'get').mockReturnValue(false);
  try {
    expect((await look()).missing.map((each) => each.decisionId)).toContain(decisionId);
    must(await desk.as(sue, (ctx) => reportMissing(ctx, { decisionId })));
    expect((await look()).missing.map((each) => each.decisionId)).not.toContain(decisionId);
    expect(await database.client.report.findMany({ where: { decisionId }, orderBy: { isTest: 'asc' }, select: { id: true, isTest: true } })).toEqual([
      { id: expect.not.stringMatching(reportId) as string, isTest: false },
      { id: reportId, isTest: true },
    ]);
  } finally {
    real.mockRestore();
  }
});

test('a report that says filed and has no receipt is not counted as filed', async () => {
  const before = (await look()).counts;
  const { reportId } = await newReport();
  await asOwner(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "hotlineReportId" = NULL WHERE "id" = $1`, [reportId]);
  expect((await look()).counts).toEqual({ ...before, stuck: before.stuck + 1 });
});

test('a row is kept when a figure changed, and once an hour when none did; the time of each check is known', async () => {
  await look();
  const rows = () => database.client.reconciliation.count();
  const before = await rows();
  clock.advance(30 * 60_000);
  await look();
  expect(await rows()).toBe(before);
  await newReport();
  await look();
  expect(await rows()).toBe(before + 1);
  clock.advance(60 * 60_000);
  await look();
  expect(await rows()).toBe(before + 2);
  expect(await database.client.heartbeat.findUniqueOrThrow({ where: { name: CHECKED } })).toMatchObject({ at: clock.now() });
  const last = await database.client.reconciliation.findFirstOrThrow({ orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  expect(last.filed + last.onItsWay + last.stuck + last.missing).toBe(last.decisions);
});

test('reports that wait for a person are told once; a further one is told anew when somebody has acknowledged the first', async () => {
  await asOwner(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "hotlineReportId" = '1' WHERE "state" <> 'withdrawn'`, []);
  await look();
  const stick = async () => asOwner(`UPDATE "Report" SET "state" = 'needs_attention' WHERE "id" = $1`, [(await newReport()).reportId]);
  const open = async () => (await alertsOf('report_stuck')).filter(({ details }) => !Object.hasOwn(details as object, 'overAt')).map(({ acknowledgedAt, details }) => [(details as { count: number }).count, acknowledgedAt !== null]);
  const total = (await alertsOf('report_stuck')).length;
  await stick();
  await look();
  await stick();
  await look();
  expect(await open()).toEqual([[2, false]]);
  await database.client.alert.updateMany({ where: { kind: 'report_stuck' }, data: { acknowledgedAt: clock.now() } });
  await look();
  expect(await open()).toEqual([[2, true]]);
  await stick();
  await look();
  expect(await open()).toEqual([[3, false]]);
  await asOwner(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "hotlineReportId" = '1' WHERE "state" = 'needs_attention'`, []);
  await look();
  expect(await open()).toEqual([]);
  expect(await alertsOf('report_stuck')).toHaveLength(total + 2);
});

test('a report is late by its urgency and by whether somebody is in danger, and not a moment sooner', async () => {
  await asOwner(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "hotlineReportId" = '1' WHERE "state" <> 'withdrawn'`, []);
  await look();
  const ofUrgency = async (urgency: number, dangerNow: string[] = []) => {
    const { reportId, decisionId } = await newReport();
    await asOwner('UPDATE "Report" SET "urgency" = $2 WHERE "id" = $1', [reportId, urgency]);
    await asOwner('UPDATE "Decision" SET "dangerNow" = $2 WHERE "id" = $1', [decisionId, dangerNow]);
  };
  await ofUrgency(2_500);
  await ofUrgency(1_500);
  await ofUrgency(999);
  await ofUrgency(2_500, ['meeting_planned']);
  const late = async () => {
    await look();
    const [alert] = (await alertsOf('report_overdue')).filter(({ details }) => !Object.hasOwn(details as object, 'overAt'));
    return (alert?.details as { count?: number } | undefined)?.count ?? 0;
  };
  const found: number[] = [];
  for (const ms of [LATE_AFTER_MS.danger - 1, 1, LATE_AFTER_MS.high - LATE_AFTER_MS.danger - 1, 1, LATE_AFTER_MS.standard - LATE_AFTER_MS.high - 1, 1]) {
    clock.advance(ms);
    found.push(await late());
  }
  expect(found).toEqual([0, 2, 2, 3, 3, 4]);
});
