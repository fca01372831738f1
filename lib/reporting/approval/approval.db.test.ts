import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { type Ctx, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, config, manualClock, ok, randomIds } from '@/lib/kernel';
import { openItem, unfold, unfoldItem } from '@/lib/review';
import { readReport } from '../read';
import { supplement } from '../supplement';
import { sweepReports } from '../sweep';
import { type Desk, must, openDesk } from '../testing';
import { undoReport, withdrawReport } from '../withdraw';
import { approve, askAgain, decline, listApprovals, openApproval, saveApprovalRule, takeUpAgain } from './index';
import { tellApprovals } from './tell-waiting';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const REASON = 'The account of the second recipient looks like the first one’s';
let desk: Desk;
let second: PersonActor;

beforeAll(async () => {
  desk = await openDesk(database, clock, { hasSecondPerson: true });
  second = await desk.person('moderator');
});

/** A report of new material, asked for by the desk's moderator. */
async function asked(more: Parameters<Desk['report']>[1] = {}) {
  const { itemId } = await desk.sendItem(1);
  return { itemId, ...(await desk.report(itemId, more)) };
}
const agree = (actor: PersonActor, reportId: string) => desk.as(actor, (ctx) => approve(ctx, { reportId }));
const sendBack = (actor: PersonActor, reportId: string) => desk.as(actor, (ctx) => decline(ctx, { reportId, reason: REASON }));
const jobs = async (reportId: string) => (await database.client.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`file-report:${reportId}`}`).length;
const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'done' : result.problem?.code);
const acts = async (reportId: string) => (await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id: reportId }] } }, orderBy: { id: 'asc' } })).map(({ action }) => action);

test('new material waits for a second person without a job, and is on its way within the undo once they agree', async () => {
  const { reportId, state } = await asked();
  expect([state, await jobs(reportId)]).toEqual(['awaiting_approval', 0]);
  clock.advance(3_600_000);
  expect(await sweepReports(database.client, clock)).toBe(0);
  expect((await desk.stored(reportId)).state).toBe('awaiting_approval');

  const { dueAt } = must(await agree(second, reportId));
  expect(Date.parse(dueAt) - clock.now().getTime()).toBe(config().REPORT_UNDO_SECONDS * 1000);
  expect([(await desk.stored(reportId)).state, await jobs(reportId)]).toEqual(['waiting', 1]);
  expect(await database.client.reportVerdict.findMany({ where: { reportId } })).toMatchObject([{ personId: second.id, isApproved: true, sealedReason: null }]);
  expect(await acts(reportId)).toContain('report.approved');
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId })));
  expect((await desk.stored(reportId)).state).toBe('withdrawn');
});

test('danger now waits for nobody', async () => {
  const { reportId, state } = await asked({ dangerNow: ['live_abuse'], dangerReason: 'A reason' });
  expect([state, await jobs(reportId)]).toEqual(['waiting', 1]);
});

test('nobody is the second person of what they asked for, or decided on', async () => {
  const { reportId, itemId } = await asked();
  for (const judge of [agree, sendBack]) expect(codeOf(await judge(desk.moderator, reportId))).toBe('forbidden');
  // As where one asks for the report of a decision that another made.
  await database.client.decision.updateMany({ where: { itemId }, data: { personId: second.id } });
  for (const judge of [agree, sendBack]) expect(codeOf(await judge(second, reportId))).toBe('forbidden');
  const row = must(await desk.as(second, listApprovals)).waiting.rows.find(({ id }) => id === reportId);
  expect(row?.off).toMatch(/You decided/);
  expect(must(await desk.as(desk.moderator, listApprovals)).waiting.rows.find(({ id }) => id === reportId)?.off).toMatch(/You asked/);
  expect((await desk.stored(reportId)).state).toBe('awaiting_approval');
  expect(await database.client.reportVerdict.count({ where: { reportId } })).toBe(0);
});

test('whoever is kept away from the case neither sees the report nor answers for it', async () => {
  const { reportId, itemId } = await asked();
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  const [supervisor, away] = [await desk.person('supervisor'), await desk.person('moderator')];
  must(await desk.as(supervisor, (ctx) => keepAway(ctx, { caseId, personId: away.id, reason: 'Knows somebody in it' })));
  for (const judge of [agree, sendBack]) expect(codeOf(await judge(away, reportId))).toBe('not_found');
  expect(codeOf(await desk.as(away, (ctx) => openApproval(ctx, { reportId })))).toBe('not_found');
  expect(must(await desk.as(away, listApprovals)).waiting.rows.map(({ id }) => id)).not.toContain(reportId);
});

test('of two who answer at once, and of an answer and an undo at once, one holds and the other changes nothing', async () => {
  const third = await desk.person('supervisor');
  for (let round = 0; round < 4; round += 1) {
    const { reportId } = await asked();
    const answers = await Promise.all([agree(second, reportId), agree(third, reportId), sendBack(third, reportId)]);
    expect(answers.map(codeOf).toSorted()).toEqual(['conflict', 'conflict', 'done']);
    expect(await database.client.reportVerdict.count({ where: { reportId } })).toBe(1);
    expect(await jobs(reportId)).toBe((await desk.stored(reportId)).state === 'waiting' ? 1 : 0);

    const raced = await asked();
    const withdraw = (ctx: Ctx<PersonActor>) => withdrawReport(ctx, raced);
    const [agreed, withdrawn] = await Promise.all([agree(second, raced.reportId), desk.as(desk.moderator, withdraw)]);
    const { state } = await desk.stored(raced.reportId);
    // Agreed first, it can still be withdrawn within the undo; withdrawn first, nobody can agree to it any more.
    expect([codeOf(withdrawn), state]).toEqual(['done', 'withdrawn']);
    expect(['done', 'conflict']).toContain(codeOf(agreed));
  }
});

test('sent back, it is its creator’s with the reason, who asks again as it is or takes the item up again', async () => {
  const { reportId, itemId } = await asked();
  must(await sendBack(second, reportId));
  const stored = await desk.stored(reportId);
  expect(stored).toMatchObject({ state: 'draft', problem: expect.stringContaining(second.name) as string });
  expect(await jobs(reportId)).toBe(0);
  const [verdict] = await database.client.reportVerdict.findMany({ where: { reportId } });
  expect(Buffer.from(verdict?.sealedReason ?? []).includes(REASON.slice(0, 12))).toBe(false);
  expect(JSON.stringify(await database.client.auditEvent.findMany({ select: { details: true, reason: true, targets: true } }))).not.toContain(REASON);
  expect(must(await desk.as(desk.moderator, listApprovals)).sentBack.rows.map(({ id }) => id)).toContain(reportId);
  expect(must(await desk.as(second, listApprovals)).sentBack).toEqual({ rows: [], total: 0 });
  expect(must(await desk.as(desk.moderator, (ctx) => openApproval(ctx, { reportId }))).verdicts).toMatchObject([{ by: second.name, isApproved: false, reason: REASON }]);

  const again = (actor: PersonActor) => desk.as(actor, (ctx) => askAgain(ctx, { reportId, note: 'It is another account' }));
  expect(codeOf(await again(second))).toBe('not_found');
  must(await again(desk.moderator));
  expect(await desk.stored(reportId)).toMatchObject({ state: 'awaiting_approval', problem: null });
  expect(codeOf(await again(desk.moderator))).toBe('conflict');

  const takeUp = (actor: PersonActor) => desk.as(actor, (ctx) => takeUpAgain(ctx, { reportId }));
  expect(codeOf(await takeUp(desk.moderator))).toBe('conflict');
  must(await sendBack(second, reportId));
  expect(codeOf(await takeUp(second))).toBe('not_found');
  clock.advance(86_400_000);
  expect(must(await takeUp(desk.moderator))).toEqual({ itemId });
  expect((await desk.stored(reportId)).state).toBe('withdrawn');
  expect(await database.client.item.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({ state: 'waiting', leaseHolderId: desk.moderator.id });
  // Decided anew, it is another report, and that one waits for a second person, too.
  const renewed = await desk.report(itemId);
  expect(renewed.reportId).not.toBe(reportId);
  expect(renewed.state).toBe('awaiting_approval');
});

test('the second person reads what would be sent as facts: who, what, which files and whether viewed, and no message', async () => {
  const { itemId, mediaIds } = await desk.sendItem(2);
  await desk.look(itemId, mediaIds[0] ?? '');
  const { reportId } = await desk.report(itemId, { files: [{ mediaId: mediaIds[0] ?? '', industryClass: 'B2', annotations: ['viral'] }] });
  const sheet = must(await desk.as(second, (ctx) => openApproval(ctx, { reportId })));
  expect(sheet).toMatchObject({ off: null, isMine: false, state: 'awaiting_approval', createdBy: desk.moderator.name });
  expect(sheet.items).toMatchObject([{ outcome: 'apparent_csam', messages: 1, flagged: 1, files: [{ isViewed: true, industryClass: 'B2', annotations: ['viral'] }, { isViewed: false }] }]);
  expect(sheet.people.map(({ role }) => role)).toEqual(['reported', 'other']);
  expect(sheet.people[0]?.lines).toContainEqual({ label: 'IP, upload', text: '203.0.113.7 port 443, 2026-11-20T08:14:58+01:00' });
  expect(JSON.stringify(sheet)).not.toContain('a harmless line');
  expect(await acts(reportId)).toContain('report.read');
});

test('all that goes is on the sheet, such as where else it happened and what the police know; a supplement’s words come first, without files that do not go', async () => {
  const more = { incidents: [{ kind: 'web_page', urls: ['https://page.example/1'] }], lawEnforcement: { agency: 'Police of a town', caseNumber: '42' } };
  const { itemId, mediaIds } = await desk.sendItem(1, more);
  const { reportId } = await desk.report(itemId);
  const sheet = must(await desk.as(second, (ctx) => openApproval(ctx, { reportId })));
  expect(sheet.supplement).toBeNull();
  expect(sheet.items[0]).toMatchObject({
    itemId,
    incidents: [{ label: 'web page', text: expect.stringContaining('https://page.example/1') as string }],
    lawEnforcement: expect.arrayContaining([{ label: 'agency', text: 'Police of a town' }]) as unknown,
    files: [{ name: expect.stringContaining('.') as string }],
  });
  expect(mediaIds).toHaveLength(1);

  await database.owner.query(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "hotlineReportId" = '4711' WHERE "id" = $1`, [reportId]);
  const added = must(await desk.as(desk.moderator, (ctx) => supplement(ctx, { reportId, text: 'The account wrote again.' })));
  const second2 = must(await desk.as(second, (ctx) => openApproval(ctx, { reportId: added.reportId })));
  expect([second2.supplement, second2.items[0]?.files, second2.written]).toEqual([{ to: '4711', text: 'The account wrote again.' }, [], []]);
});

test('who may be the second person reads the messages of the item for as long as the report waits, on record, and nobody else does', async () => {
  const { itemId } = await desk.sendItem(0);
  const { reportId } = await desk.report(itemId);
  await database.client.report.update({ where: { id: reportId }, data: { state: 'awaiting_approval' } });
  const { id: messageId } = await database.client.message.findFirstOrThrow({ where: { itemId } });
  const reading = async (actor: PersonActor) => {
    const one = await desk.as(actor, (ctx) => unfold(ctx, { messageId }));
    const all = await desk.as(actor, (ctx) => unfoldItem(ctx, { itemId }));
    const opened = await desk.as(actor, (ctx) => openItem(ctx, { itemId }));
    expect([all.ok, opened.ok && opened.value.mayRead]).toEqual([one.ok, one.ok]);
    return one.ok ? one.value.text : one.problem.code;
  };
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  const [supervisor, away, liaison] = [await desk.person('supervisor'), await desk.person('moderator'), await desk.person('liaison')];
  must(await desk.as(supervisor, (ctx) => keepAway(ctx, { caseId, personId: away.id, reason: 'Knows somebody in it' })));
  expect(await reading(second)).toBe('a harmless line');
  expect(await database.client.auditEvent.count({ where: { action: 'message.unfolded', itemId, actorId: second.id } })).toBe(2);
  expect([await reading(away), await reading(liaison)]).toEqual(['not_found', 'not_found']);
  // Pictures are for who holds the item, and supervisors.
  expect(must(await desk.as(second, (ctx) => openItem(ctx, { itemId }))).mayLook).toBe(false);

  // As where a colleague asked for the report of this one's decision: a decider is no second person, whoever asked.
  await database.client.report.update({ where: { id: reportId }, data: { createdById: second.id } });
  expect(await reading(second)).toBe('not_found');
  await database.client.report.update({ where: { id: reportId }, data: { createdById: desk.moderator.id } });
  must(await agree(second, reportId));
  expect(await reading(second)).toBe('not_found');
});

test('a draft whose creator is gone is a supervisor’s to ask for again, and the page says so; neither first person can agree', async () => {
  const [creator, supervisor, moderator] = [desk.moderator, await desk.person('supervisor'), await desk.person('moderator')];
  const { reportId } = await asked();
  must(await sendBack(second, reportId));
  const ownerIs = async () => must(await desk.as(supervisor, (ctx) => readReport(ctx, { reportId }))).row.owner;
  expect(await ownerIs()).toBe(`${creator.name}, who asked for it`);
  await database.client.person.update({ where: { id: creator.id }, data: { disabledAt: clock.now() } });
  expect(await ownerIs()).toBe(`A supervisor, since ${creator.name} is not there`);
  await database.client.person.update({ where: { id: creator.id }, data: { disabledAt: null } });
  const { caseId } = await desk.stored(reportId);
  must(await desk.as(supervisor, (ctx) => keepAway(ctx, { caseId, personId: creator.id, reason: 'Knows somebody in it' })));
  expect(await ownerIs()).toBe(`A supervisor, since ${creator.name} is not there`);

  expect(must(await desk.as(supervisor, listApprovals)).sentToOthers.rows.map(({ id }) => id)).toContain(reportId);
  expect(must(await desk.as(moderator, listApprovals)).sentToOthers).toEqual({ rows: [], total: 0 });
  const again = (actor: PersonActor) => desk.as(actor, (ctx) => askAgain(ctx, { reportId, note: '' }));
  expect([codeOf(await again(moderator)), codeOf(await again(creator))]).toEqual(['not_found', 'not_found']);
  expect(must(await again(supervisor))).toEqual({ state: 'awaiting_approval' });
  expect(codeOf(await agree(creator, reportId))).toBe('not_found');
  must(await agree(second, reportId));
});

test('asked for again after the rule was lifted, a report waits out its undo and for nobody', async () => {
  const { reportId } = await asked();
  must(await sendBack(second, reportId));
  await database.client.approvalRule.create({ data: { hotline: '*', harm: 'apparent_csam', forKnown: false, forNovel: false, updatedAt: clock.now() } });
  expect(must(await desk.as(desk.moderator, (ctx) => askAgain(ctx, { reportId, note: '' })))).toEqual({ state: 'waiting' });
  await database.owner.query('TRUNCATE "ApprovalRule"');
  const { state, approvalReason, dueAt } = await desk.stored(reportId);
  expect([state, approvalReason, dueAt.getTime() - clock.now().getTime(), await jobs(reportId)]).toEqual(['waiting', null, config().REPORT_UNDO_SECONDS * 1000, 1]);
});

test('the list says how many there are beyond those that it shows', async () => {
  const { waiting } = must(await desk.as(second, listApprovals));
  expect(waiting.total).toBe(await database.client.report.count({ where: { state: 'awaiting_approval' } }));
});

test('supervisors hear once of what waits for an hour, and no more once somebody answered', async () => {
  await database.client.report.updateMany({ where: { state: 'awaiting_approval' }, data: { state: 'withdrawn' } });
  const look = () => transact(database.client, async (tx) => ok(await tellApprovals({ tx, clock, ids: randomIds, requestId: randomIds.next(), actor: { kind: 'system', name: 'test' } })));
  const alerts = () => database.client.alert.findMany({ where: { kind: 'approval_waiting' }, orderBy: { at: 'asc' } });
  const { reportId } = await asked();
  clock.advance(3_599_000);
  await look();
  expect(await alerts()).toEqual([]);
  clock.advance(1_000);
  await look();
  await look();
  expect(await alerts()).toMatchObject([{ audience: 'supervisor', details: { count: 1 } }]);
  must(await agree(second, reportId));
  await look();
  expect((await alerts())[0]?.details).toHaveProperty('overAt');
});

test('a rule that an admin sets holds for the next report, for one hotline or for every other', async () => {
  const admin = await desk.person('admin');
  const rule = (hotline: string, forNovel: boolean) => desk.as(admin, (ctx) => saveApprovalRule(ctx, { hotline, harm: 'apparent_csam', forKnown: false, forNovel }));
  const told = async () => (await database.client.alert.findMany({ where: { kind: 'hotline_changed' }, orderBy: { at: 'asc' } })).map(({ audience, details }) => [audience, details]);
  must(await rule('ncmec', false));
  expect(await told()).toEqual([['supervisor', { byId: admin.id, hotline: 'NCMEC CyberTipline', change: 'relaxed' }]]);
  expect((await asked()).state).toBe('waiting');
  must(await rule('ncmec', true));
  expect(await told()).toHaveLength(1);
  must(await rule('*', false));
  expect((await asked()).state).toBe('awaiting_approval');
  expect(codeOf(await rule('nobody', true))).toBe('not_found');
  const [entry] = await database.client.auditEvent.findMany({ where: { action: 'approval.rules_changed' }, orderBy: { id: 'asc' } });
  expect(entry).toMatchObject({ actorId: admin.id, details: { hotline: 'ncmec', harm: 'apparent_csam', forKnown: false, forNovel: false } });
});
