import { beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from '@/lib/audit';
import { addNote, closeCase, editNote, keepAway, liftWall, listCases, openCase, recuse, reopenCase, wallsOf } from '@/lib/cases';
import type { Ctx } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { endView, grantView, openGrant, openPreview } from '@/lib/evidence';
import { type PersonActor, type Result, manualClock, randomIds } from '@/lib/kernel';
import { list, release, renew, take, takeNext } from '@/lib/queue';
import { createReferral } from '@/lib/referral';
import { listReports, outlookOf, planOf, plansOf, reportState, reportsOfItem, retryReport, sentBackOf, settle, undoReport } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { decide, openItem, recentDecisions, saveDraft, undoDecision, unfold } from '@/lib/review';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const reason = 'Knows somebody in this case';
let desk: Desk;
let sue: PersonActor;

beforeAll(async () => {
  desk = await openDesk(database, clock);
  sue = await desk.person('supervisor');
});

type Verb<T> = (ctx: Ctx<PersonActor>) => Promise<Result<T>>;
const as = <T>(actor: PersonActor, verb: Verb<T>) => desk.as(actor, verb);
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);
const caller = (actor: PersonActor) => ({ actor, clock, ids: randomIds, requestId: randomIds.next() });
const wall = (actor: PersonActor, caseId: string, by = sue) => as(by, (ctx) => keepAway(ctx, { caseId, personId: actor.id, reason }));

async function newCase(more: Record<string, unknown> = {}) {
  const { itemId, mediaIds } = await desk.sendItem(1, more);
  await desk.derive(mediaIds);
  const item = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { messages: true, case: true, subject: true } });
  return { itemId, mediaId: mediaIds[0] ?? '', caseId: item.caseId, number: item.case.number, subject: item.subject.externalId, messageId: item.messages[0]?.id ?? '' };
}

beforeEach(async () => {
  // Each test takes what it has sent itself.
  await database.client.item.updateMany({ data: { state: 'decided', leaseHolderId: null, leaseUntil: null } });
});

test('to a person behind a wall the case is the same as one that does not exist, in every read and verb', async () => {
  const sam = await desk.person('supervisor');
  const made = await newCase();
  await as(sam, (ctx) => take(ctx, made));
  const { noteId } = must(await as(sam, (ctx) => addNote(ctx, { caseId: made.caseId, body: 'A note.' })));
  const reported = must(await as(sam, (ctx) => settle(ctx, { decision: desk.decision(made.itemId), isReported: true, note: '' })));
  const { wallId } = must(await wall(await desk.person('liaison'), made.caseId));
  const walled = { ...made, noteId, wallId, reportId: reported.reports[0]?.reportId ?? '', decisionId: reported.decisionIds[0] ?? '' };
  const missing = Object.fromEntries(Object.keys(walled).map((name) => [name, randomIds.next()])) as typeof walled;

  const draft = { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], files: [], note: '' };
  const asked: Record<string, (of: typeof walled) => Verb<unknown>> = {
    openCase: (of) => (ctx) => openCase(ctx, of),
    wallsOf: (of) => (ctx) => wallsOf(ctx, of),
    addNote: (of) => (ctx) => addNote(ctx, { ...of, body: 'B' }),
    editNote: (of) => (ctx) => editNote(ctx, { ...of, body: 'B', version: 1 }),
    closeCase: (of) => (ctx) => closeCase(ctx, of),
    reopenCase: (of) => (ctx) => reopenCase(ctx, of),
    recuse: (of) => (ctx) => recuse(ctx, { ...of, reason }),
    keepAway: (of) => (ctx) => keepAway(ctx, { ...of, personId: desk.moderator.id, reason }),
    liftWall: (of) => (ctx) => liftWall(ctx, { ...of, reason }),
    openItem: (of) => (ctx) => openItem(ctx, of),
    outlookOf: (of) => (ctx) => outlookOf(ctx, of),
    planOf: (of) => (ctx) => planOf(ctx, { ...of, also: [], outcome: 'enticement', isDangerNow: false }),
    plansOf: (of) => (ctx) => plansOf(ctx, of),
    reportsOfItem: (of) => (ctx) => reportsOfItem(ctx, of),
    sentBackOf: (of) => (ctx) => sentBackOf(ctx, of),
    unfold: (of) => (ctx) => unfold(ctx, of),
    take: (of) => (ctx) => take(ctx, of),
    renew: (of) => (ctx) => renew(ctx, of),
    release: (of) => (ctx) => release(ctx, of),
    saveDraft: (of) => (ctx) => saveDraft(ctx, { ...of, body: draft }),
    decide: (of) => (ctx) => decide(ctx, desk.decision(of.itemId)),
    settle: (of) => (ctx) => settle(ctx, { decision: desk.decision(of.itemId), isReported: true, note: 'N' }),
    undoDecision: (of) => (ctx) => undoDecision(ctx, of),
    undoReport: (of) => (ctx) => undoReport(ctx, of),
    retryReport: (of) => (ctx) => retryReport(ctx, of),
    reportState: (of) => (ctx) => reportState(ctx, of),
    openPreview: (of) => (ctx) => openPreview(ctx, of),
    grantView: (of) => (ctx) => grantView(ctx, { ...of, kind: 'peek' }),
    createReferral: (of) => (ctx) => createReferral(ctx, { ...of, kind: 'disclosure' }),
  };
  const answer = async (verb: (of: typeof walled) => Verb<unknown>, of: typeof walled) => {
    const result = await as(sam, verb(of));
    return result.ok ? { value: result.value } : { code: result.problem.code, message: result.problem.safeMessage, fields: result.problem.fields };
  };
  // What is read here without a wall is there, so that the comparison below cannot be between two mistakes.
  for (const name of ['openCase', 'wallsOf', 'openItem', 'outlookOf', 'planOf', 'plansOf', 'reportsOfItem', 'unfold', 'reportState', 'openPreview', 'createReferral']) {
    expect([name, Object.keys(await answer(asked[name]!, walled))]).toEqual([name, ['value']]);
  }
  must(await wall(sam, made.caseId));
  for (const [name, verb] of Object.entries(asked)) {
    const there = await answer(verb, walled);
    expect([name, there]).toEqual([name, await answer(verb, missing)]);
    expect([name, there]).toEqual([name, ['reportsOfItem', 'sentBackOf'].includes(name) ? { value: [] } : expect.objectContaining({ code: 'not_found' })]);
  }
});

test('lists, counts, searches and hints leave the case out, for that person alone', async () => {
  const [sam, text] = [await desk.person('supervisor'), { signals: [{ kind: 'user_report', reason: 'child_safety' }] }];
  const [hidden, open] = [await newCase(), await newCase(text)];
  await as(sam, (ctx) => take(ctx, hidden));
  const files = [{ mediaId: hidden.mediaId, industryClass: null, annotations: [] }];
  must(await as(sam, (ctx) => settle(ctx, { decision: { ...desk.decision(hidden.itemId), files }, isReported: true, note: '' })));
  const second = await newCase({ subject: { externalId: hidden.subject, ipEvents: [{ ip: '203.0.113.99', event: 'Login', at: '2026-11-20T08:00:00Z' }] } , messages: [] });
  // The same person is in a conversation of the other case, too.
  const together = await newCase({ participants: [{ externalId: hidden.subject }], messages: [] });
  // The file of the decided item was sent once more, under another case.
  await database.client.itemMedia.create({ data: { itemId: open.itemId, mediaId: hidden.mediaId, position: 1 } });

  const seen = async (actor: PersonActor) => {
    const queue = must(await as(actor, (ctx) => list(ctx, { view: 'next' })));
    const found = must(await as(actor, (ctx) => listCases(ctx, { status: 'all', text: hidden.subject })));
    const reports = must(await as(actor, (ctx) => listReports(ctx, {})));
    const trail = must(await as(actor, (ctx) => page(ctx, { text: hidden.itemId })));
    const byCase = must(await as(actor, (ctx) => page(ctx, { case: hidden.number })));
    const accounts = must(await as(actor, (ctx) => openCase(ctx, together))).accounts;
    return {
      queue: queue.rows.map(({ id }) => id).includes(second.itemId),
      waiting: queue.counts.next,
      cases: found.map(({ id }) => id),
      reports: reports.rows.map(({ caseId }) => caseId).includes(hidden.caseId),
      funnel: reports.funnel.waiting,
      decided: must(await as(actor, recentDecisions)).map(({ caseNumber }) => caseNumber).includes(hidden.number),
      earlier: must(await as(actor, (ctx) => openItem(ctx, open))).earlier.title,
      trail: trail.rows.length > 0,
      byCase: byCase.rows.length > 0,
      ips: accounts.find(({ externalId }) => externalId === hidden.subject)?.ipEvents.map(({ ip }) => ip).includes('203.0.113.99'),
    };
  };
  const before = await seen(sam);
  expect(before).toEqual({ queue: true, waiting: 3, cases: [hidden.caseId], reports: true, funnel: before.funnel, decided: true, earlier: '1 of 1 reportable', trail: true, byCase: true, ips: true });
  must(await wall(sam, hidden.caseId));
  expect(await seen(sam)).toEqual({ queue: false, waiting: 2, cases: [], reports: false, funnel: before.funnel - 1, decided: false, earlier: 'None', trail: false, byCase: false, ips: false });
  // Sue has decided nothing here; apart from that she sees what Sam saw.
  expect(await seen(sue)).toEqual({ ...before, decided: false });
  // That Sue has just read the trail of the case belongs to the case.
  expect(must(await as(sam, (ctx) => page(ctx, { person: sue.id, action: 'audit.read' }))).rows.map(({ details }) => JSON.stringify(details))).not.toContainEqual(expect.stringContaining(hidden.number));
  expect(codeOf(await as(sam, (ctx) => openPreview(ctx, hidden)))).toBe('ok');
});

test('the next item is never one from behind a wall, though it be the most urgent', async () => {
  const mo = await desk.person('moderator');
  const urgent = await newCase({ severityHint: 'imminent' });
  const other = await newCase({ severityHint: 'standard' });
  must(await wall(mo, urgent.caseId));
  expect(must(await as(mo, takeNext))?.itemId).toBe(other.itemId);
  expect(must(await as(mo, takeNext))).toBeNull();
  expect(must(await as(desk.moderator, takeNext))?.itemId).toBe(urgent.itemId);
});

test('a wall frees what the person holds, ends what they were granted, tells their pages, and is on record with its reason', async () => {
  const mo = await desk.person('moderator');
  const made = await newCase();
  must(await as(mo, (ctx) => take(ctx, made)));
  const [unused, open] = [must(await as(mo, (ctx) => grantView(ctx, { ...made, kind: 'peek' }))), must(await as(mo, (ctx) => grantView(ctx, { ...made, kind: 'peek' })))];
  expect(codeOf(await openGrant(caller(mo), open))).toBe('ok');
  const heard: string[] = [];
  await database.owner.query('LISTEN watchkeeper');
  database.owner.on('notification', ({ payload }) => heard.push(payload ?? ''));

  const { wallId } = must(await wall(mo, made.caseId));
  expect(await database.client.item.findUniqueOrThrow({ where: { id: made.itemId } })).toMatchObject({ leaseHolderId: null, leaseUntil: null, state: 'waiting' });
  expect(codeOf(await openGrant(caller(mo), unused))).toBe('not_found');
  expect((await database.client.evidenceView.findUniqueOrThrow({ where: { id: unused.grantId } })).endedAt).not.toBeNull();
  // Looking is over, and that is still recorded.
  expect(codeOf(await as(mo, (ctx) => endView(ctx, open)))).toBe('ok');
  await database.owner.query('UNLISTEN watchkeeper');
  expect(heard.map((each) => JSON.parse(each) as unknown)).toEqual(
    expect.arrayContaining([{ topic: 'case', id: mo.id }, { topic: 'case', id: made.caseId }, { topic: 'queue', id: made.itemId }]),
  );
  const trail = await database.client.auditEvent.findMany({ where: { caseId: made.caseId }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action }) => action).slice(-3)).toEqual(['item.released', 'case.walled', 'evidence.view_ended']);
  expect(trail.find(({ action }) => action === 'case.walled')).toMatchObject({
    actorId: sue.id,
    reason,
    targets: [{ type: 'person', id: mo.id }, { type: 'case', id: made.caseId, label: made.number }],
  });
  must(await as(sue, (ctx) => liftWall(ctx, { wallId, reason: 'Was somebody else after all' })));
  expect(codeOf(await as(mo, (ctx) => openItem(ctx, made)))).toBe('ok');
  // A grant of before the wall does not come back with the case.
  expect(codeOf(await openGrant(caller(mo), unused))).toBe('not_found');
});

test('nobody walls themselves off by the supervisor’s verb, twice, or from where they may not go; stepping back is one’s own', async () => {
  const [mo, sam] = [await desk.person('moderator'), await desk.person('supervisor')];
  const { caseId } = await newCase();
  expect(codeOf(await wall(sue, caseId))).toBe('forbidden');
  must(await wall(mo, caseId));
  expect(codeOf(await wall(mo, caseId))).toBe('conflict');
  must(await as(sam, (ctx) => recuse(ctx, { caseId, reason })));
  expect(codeOf(await wall(await desk.person('liaison'), caseId, sam))).toBe('not_found');
  const { walls, people } = must(await as(sue, (ctx) => wallsOf(ctx, { caseId })));
  expect(walls.map(({ person, by, isOwnChoice }) => [person, by, isOwnChoice])).toEqual([[sam.name, sam.name, true], [mo.name, sue.name, false]]);
  expect(people.map(({ id }) => id)).not.toContain(mo.id);
  expect(people.map(({ id }) => id)).not.toContain(sue.id);
  expect(await database.client.auditEvent.count({ where: { caseId, action: 'case.recused', actorId: sam.id, reason } })).toBe(1);
});

test('a wall is lifted by a supervisor whom it does not keep away, once, and stays on record', async () => {
  const sam = await desk.person('supervisor');
  const { caseId } = await newCase();
  const { wallId } = must(await wall(sam, caseId));
  const lift = (actor: PersonActor) => as(actor, (ctx) => liftWall(ctx, { wallId, reason: 'A mistake' }));
  expect(codeOf(await lift(sam))).toBe('not_found');
  expect(codeOf(await lift(sue))).toBe('ok');
  expect(codeOf(await lift(sue))).toBe('conflict');
  expect(codeOf(await as(sam, (ctx) => openCase(ctx, { caseId })))).toBe('ok');
  const { walls } = must(await as(sue, (ctx) => wallsOf(ctx, { caseId })));
  expect(walls).toMatchObject([{ person: sam.name, by: sue.name, reason, lifted: { by: sue.name, reason: 'A mistake' } }]);
});

test('whoever is kept away from a case is kept away from the next one of its account, by the desk itself', async () => {
  const [mo, back] = [await desk.person('moderator'), await desk.person('moderator')];
  const first = await newCase();
  must(await wall(mo, first.caseId));
  const { wallId } = must(await wall(back, first.caseId));
  must(await as(sue, (ctx) => liftWall(ctx, { wallId, reason: 'A mistake' })));
  await database.client.item.updateMany({ where: { caseId: first.caseId }, data: { state: 'decided' } });
  must(await as(sue, (ctx) => closeCase(ctx, first)));
  const next = await newCase({ subject: { externalId: first.subject }, messages: [] });
  expect(next.caseId).not.toBe(first.caseId);
  expect(codeOf(await as(mo, (ctx) => openCase(ctx, next)))).toBe('not_found');
  expect(codeOf(await as(back, (ctx) => openCase(ctx, next)))).toBe('ok');
  const entries = await database.client.auditEvent.findMany({ where: { caseId: next.caseId, action: 'case.walled' } });
  expect(entries).toMatchObject([{ actorKind: 'system', reason, targets: [{ type: 'person', id: mo.id }, { type: 'case', id: next.caseId, label: next.number }] }]);
  // Lifted there, it holds on the first one still, and the newer case is no name to drop.
  const [inherited] = must(await as(sue, (ctx) => wallsOf(ctx, next))).walls;
  expect(inherited).toMatchObject({ person: mo.name, by: sue.name, reason });
});

test('a case that cannot be opened again because of a newer one is told without naming it to those who are kept from that one', async () => {
  const mo = await desk.person('moderator');
  const first = await newCase();
  await database.client.item.updateMany({ where: { caseId: first.caseId }, data: { state: 'decided' } });
  must(await as(sue, (ctx) => closeCase(ctx, first)));
  const next = await newCase({ subject: { externalId: first.subject }, messages: [] });
  must(await wall(mo, next.caseId));
  const words = async (actor: PersonActor) => {
    const result = await as(actor, (ctx) => reopenCase(ctx, first));
    return result.ok ? '' : result.problem.safeMessage;
  };
  expect(await words(sue)).toContain(next.number);
  expect(await words(mo)).not.toContain(next.number);
});

test('a wall and a take at the same moment: whatever comes first, nothing of the case stays with the person', async () => {
  const mo = await desk.person('moderator');
  for (let round = 0; round < 12; round += 1) {
    const made = await newCase();
    const [raised] = await Promise.all([wall(mo, made.caseId), as(mo, (ctx) => take(ctx, made)), as(mo, takeNext)]);
    expect(codeOf(raised)).toBe('ok');
    expect((await database.client.item.findUniqueOrThrow({ where: { id: made.itemId } })).leaseHolderId).toBeNull();
  }
});
