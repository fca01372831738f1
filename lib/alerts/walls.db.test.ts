import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock, ok, randomIds } from '@/lib/kernel';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { acknowledge, listAlerts, stand } from './index';
import type { AlertKind } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let desk: Desk;
let sue: PersonActor;
let away: PersonActor;

beforeAll(async () => {
  desk = await openDesk(database, clock);
  [sue, away] = [await desk.person('supervisor'), await desk.person('supervisor')];
});

const pile = async (actor: PersonActor) => must(await desk.as(actor, listAlerts));
const says = async (actor: PersonActor) => (await pile(actor)).lines.map(({ details }) => Number.parseInt(details, 10));

/** A report and its notice in a case of its own. */
async function filed() {
  const { reportId, decisionId } = await desk.report((await desk.sendItem(0)).itemId);
  const noticeId = randomIds.next();
  await database.client.notice.create({ data: { id: noticeId, reportId, platform: 'Example Messenger', body: {}, state: 'stuck', nextAt: clock.now(), createdAt: clock.now() } });
  return { caseId: (await desk.stored(reportId)).caseId, reportId, decisionId, noticeId };
}

test.each<[AlertKind, 'decisionId' | 'reportId' | 'noticeId']>([
  ['report_missing', 'decisionId'],
  ['report_stuck', 'reportId'],
  ['report_overdue', 'reportId'],
  ['approval_waiting', 'reportId'],
  ['reference_due', 'reportId'],
  ['notice_stuck', 'noticeId'],
])('%s counts for nobody what they are kept away from, and is nothing to whoever is kept away from all of it', async (kind, member) => {
  const [one, other] = [await filed(), await filed()];
  const about = (members: readonly string[]) => desk.as({ kind: 'system', name: 'test' }, async (ctx) => ok(await stand(ctx, { kind, members })));
  await database.client.alert.updateMany({ data: { acknowledgedAt: clock.now() } });
  await about([one[member], other[member]]);
  const hide = (caseId: string) => desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: away.id, reason: 'Knows somebody in it' }));
  expect([await says(sue), await says(away)]).toEqual([[2], [2]]);
  must(await hide(one.caseId));
  expect([await says(sue), await says(away)]).toEqual([[2], [1]]);
  must(await hide(other.caseId));
  expect([await says(sue), await says(away)]).toEqual([[2], []]);
  expect(await pile(away)).toEqual({ banners: [], lines: [], total: 0 });
  expect((await pile(sue)).total).toBe(1);

  const alertId = (await pile(sue)).lines[0]?.id ?? '';
  const answer = async (actor: PersonActor) => {
    const result = await desk.as(actor, (ctx) => acknowledge(ctx, { alertId }));
    return result.ok ? 'done' : result.problem.code;
  };
  expect([await answer(away), await answer(sue)]).toEqual(['not_found', 'done']);
  // Over, and acknowledged: it stands for nobody any more.
  await about([]);
});
