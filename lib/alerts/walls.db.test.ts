import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock, ok, randomIds } from '@/lib/kernel';
import { createReferral } from '@/lib/referral';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { acknowledge, listAlerts, stand } from './index';
import type { AlertKind } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let desk: Desk;
let sue: PersonActor;
let supervisors: readonly [PersonActor, PersonActor];
let liaisons: readonly [PersonActor, PersonActor];

beforeAll(async () => {
  desk = await openDesk(database, clock);
  sue = await desk.person('supervisor');
  supervisors = [sue, await desk.person('supervisor')];
  liaisons = [await desk.person('liaison'), await desk.person('liaison')];
});

const pile = async (actor: PersonActor) => must(await desk.as(actor, listAlerts));
const says = async (actor: PersonActor) => (await pile(actor)).lines.map(({ details }) => Number.parseInt(details, 10));

type Made = Awaited<ReturnType<typeof filed>>;

/** A report and its notice in a case of its own, with a referral, a hold and a destruction. */
async function filed() {
  const { client } = database;
  const { reportId, decisionId } = await desk.report((await desk.sendItem(0)).itemId);
  const { caseId } = await desk.stored(reportId);
  const [noticeId, holdId, destructionId, now] = [randomIds.next(), randomIds.next(), randomIds.next(), clock.now()];
  await client.notice.create({ data: { id: noticeId, reportId, platform: 'Example Messenger', body: {}, state: 'stuck', nextAt: now, createdAt: now } });
  await client.hold.create({ data: { id: holdId, caseId, kind: 'legal', reference: 'R-1', sealedReason: new Uint8Array(1), startsAt: now, ownerId: sue.id, reviewAt: now, createdAt: now, createdById: sue.id } });
  await client.destruction.create({ data: { id: destructionId, number: `D-${destructionId}`, caseId, kind: 'expiry', itemIds: [], isWholeCase: true, reason: 'A test of walls', requestedById: sue.id, requestedAt: now } });
  const { referralId } = must(await desk.as(liaisons[0], (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' })));
  return { caseId, reportId, decisionId, noticeId, holdId, destructionId, referralId };
}

type Audience = 'supervisors' | 'liaisons';

test.each<[AlertKind, keyof Made, Audience]>([
  ['report_missing', 'decisionId', 'supervisors'],
  ['report_stuck', 'reportId', 'supervisors'],
  ['report_overdue', 'reportId', 'supervisors'],
  ['approval_waiting', 'reportId', 'supervisors'],
  ['reference_due', 'reportId', 'supervisors'],
  ['reference_due', 'reportId', 'liaisons'],
  ['notice_stuck', 'noticeId', 'supervisors'],
  ['referral_failed', 'referralId', 'supervisors'],
  ['referral_waiting', 'referralId', 'liaisons'],
  ['referral_failed', 'referralId', 'liaisons'],
  ['referral_ending', 'referralId', 'liaisons'],
  ['referral_due', 'referralId', 'liaisons'],
  ['referral_void', 'referralId', 'liaisons'],
  ['hold_review', 'holdId', 'liaisons'],
  ['destruction_waiting', 'destructionId', 'liaisons'],
  ['destruction_restorable', 'destructionId', 'liaisons'],
])('%s (by %s, of %s) does not count what its reader is kept away from, and is nothing to whoever is kept away from all of it', async (kind, member, audience) => {
  const [there, away] = audience === 'supervisors' ? supervisors : liaisons;
  const [one, other] = [await filed(), await filed()];
  const about = (members: readonly string[]) => desk.as({ kind: 'system', name: 'test' }, async (ctx) => ok(await stand(ctx, { kind, members })));
  await database.client.alert.updateMany({ data: { acknowledgedAt: clock.now() } });
  await about([one[member], other[member]]);
  const hide = (caseId: string) => desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: away.id, reason: 'Knows somebody in it' }));
  expect([await says(there), await says(away)]).toEqual([[2], [2]]);
  must(await hide(one.caseId));
  expect([await says(there), await says(away)]).toEqual([[2], [1]]);
  must(await hide(other.caseId));
  expect([await says(there), await says(away)]).toEqual([[2], []]);
  expect(await pile(away)).toEqual({ banners: [], lines: [], total: 0 });
  expect((await pile(there)).total).toBe(1);

  const alertId = (await pile(there)).lines[0]?.id ?? '';
  const answer = async (actor: PersonActor) => {
    const result = await desk.as(actor, (ctx) => acknowledge(ctx, { alertId }));
    return result.ok ? 'done' : result.problem.code;
  };
  expect([await answer(away), await answer(there)]).toEqual(['not_found', 'done']);
  // Over, and acknowledged: it stands for nobody any more.
  await about([]);
});
