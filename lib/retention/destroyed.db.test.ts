import { afterAll, beforeAll, expect, test } from 'vitest';
import { addNote, editNote, openCase, reopenCase } from '@/lib/cases';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { grantView, openGrant } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { outlookOf, plansOf, readCall, readReport, supplement } from '@/lib/reporting';
import { must } from '@/lib/reporting/testing';
import { openItem, unfold, unfoldItem } from '@/lib/review';
import { DAY_MS, openRetentionDesk } from './testing/desk';

const database = testDatabase();
let sandbox: OpenSandbox;
let clock: OpenSandbox['clock'];
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  ({ clock } = sandbox);
  desk = await openRetentionDesk(database, clock, sandbox.hotline);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }) => (result.ok ? 'done' : result.problem.code);
const person = (actor: PersonActor) => ({ actor, clock, ids: randomIds, requestId: randomIds.next() });

test('a preserved file is shown to supervisors and liaisons alone, each time with a reason that stays on the trail', async () => {
  const { itemId, mediaIds: [mediaId = ''] } = await desk.filedCase();
  const look = (actor: PersonActor, kind: 'peek' | 'reveal', reason?: string) => desk.as(actor, (ctx) => grantView(ctx, { itemId, mediaId, kind, reason }));
  expect([codeOf(await look(desk.moderator, 'reveal', 'Curious')), codeOf(await look(desk.moderator, 'peek'))]).toEqual(['not_found', 'not_found']);
  expect([codeOf(await look(desk.supervisor, 'peek')), codeOf(await look(desk.liaison, 'reveal'))]).toEqual(['invalid', 'invalid']);
  for (const actor of [desk.supervisor, desk.liaison]) {
    const { grantId } = must(await look(actor, 'reveal', `For the agency, by ${actor.role}`));
    expect((await openGrant(person(actor), { grantId })).ok).toBe(true);
  }
  const entries = await db().auditEvent.findMany({ where: { action: 'evidence.revealed', itemId }, orderBy: { seq: 'asc' } });
  expect(entries.map(({ role, reason }) => [role, reason])).toEqual([['supervisor', 'For the agency, by supervisor'], ['liaison', 'For the agency, by liaison']]);
});

test('a look that was granted before a file became preserved is not opened without a reason', async () => {
  const { itemId, mediaIds: [mediaId = ''] } = await desk.decided('other_policy');
  const { grantId } = must(await desk.as(desk.supervisor, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'peek' })));
  const { number } = await desk.closed(itemId);
  must(await desk.hold(number));
  expect(codeOf(await openGrant(person(desk.supervisor), { grantId }))).toBe('not_found');
});

test('to a liaison a file that is not preserved does not exist', async () => {
  const { itemId, mediaIds: [mediaId = ''] } = await desk.decided('other_policy');
  expect(codeOf(await desk.as(desk.liaison, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'reveal', reason: 'For the agency' })))).toBe('not_found');
});

test('pages of what is destroyed still open and say so, and nothing is added to it', async () => {
  const { number, caseId, itemId, mediaIds: [mediaId = ''], reportId } = await desk.filedCase();
  const { noteId } = must(await desk.as(desk.liaison, (ctx) => addNote(ctx, { caseId, body: 'A note' })));
  clock.advance(366 * DAY_MS);
  await desk.destroy(number);

  expect(must(await desk.as(desk.liaison, (ctx) => openCase(ctx, { caseId }))).notes[0]?.versions[0]?.body).toContain('Destroyed');
  expect(must(await desk.as(desk.supervisor, (ctx) => readReport(ctx, { reportId }))).files.map(({ name }) => name)).toContain(null);
  const item = must(await desk.as(desk.supervisor, (ctx) => openItem(ctx, { itemId })));
  expect(item.files[0]?.state).toBe('destroyed');
  expect(must(await desk.as(desk.supervisor, (ctx) => outlookOf(ctx, { itemId }))).victims).toBe(0);
  must(await desk.as(desk.supervisor, (ctx) => plansOf(ctx, { itemId })));
  const [message] = item.messages;
  const call = await db().hotlineCall.findFirstOrThrow({ where: { reportId, sealedRequest: { not: null } } });
  const again = [
    await desk.as(desk.supervisor, (ctx) => unfold(ctx, { messageId: message?.id ?? '' })),
    await desk.as(desk.supervisor, (ctx) => unfoldItem(ctx, { itemId })),
    await desk.as(desk.supervisor, (ctx) => readCall(ctx, { callId: call.id })),
    await desk.as(desk.supervisor, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'reveal', reason: 'Needed' })),
    await desk.as(desk.moderator, (ctx) => supplement(ctx, { reportId, text: 'More was found' })),
    await desk.as(desk.moderator, (ctx) => reopenCase(ctx, { caseId })),
    await desk.as(desk.liaison, (ctx) => addNote(ctx, { caseId, body: 'Another' })),
    await desk.as(desk.liaison, (ctx) => editNote(ctx, { noteId, body: 'Another', version: 1 })),
    await desk.hold(number),
    await desk.request(number),
  ];
  expect(again.map(codeOf)).toEqual(Array<string>(again.length).fill('conflict'));
});
