import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { grantView, hearView, openGrant, openPreview } from '@/lib/evidence';
import { grantInput } from '@/lib/evidence/schema';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, type Result, type Role, parse, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { openPreserved } from '@/lib/review';
import { passLimit } from '@/lib/wellness';
import { looksAt } from '@/lib/wellness/testing';
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

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const person = (actor: PersonActor) => ({ actor, clock, ids: randomIds, requestId: randomIds.next() });
const open = (actor: PersonActor, itemId: string) => desk.as(actor, (ctx) => openPreserved(ctx, { itemId }));
const blur = (actor: PersonActor, mediaId: string) => desk.as(actor, (ctx) => openPreview(ctx, { mediaId }));
const look = (actor: PersonActor, itemId: string, mediaId: string, reason = 'The agency asks what is on the wall') => desk.as(actor, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'reveal', reason }));
const keepFrom = (actor: PersonActor, caseId: string) => desk.as(desk.supervisor, (ctx) => keepAway(ctx, { caseId, personId: actor.id, reason: 'Knows somebody in it' }));

/** One item of each kind that there is, the last of which alone is evidence. */
async function items() {
  const { itemId: waiting, mediaIds: [fileOfWaiting = ''] } = await desk.sendItem();
  await desk.derive([fileOfWaiting]);
  const decided = await desk.decided('other_policy');
  const held = await desk.decided('other_policy');
  const { caseId, number } = await desk.closed(held.itemId);
  const { holdId } = must(await desk.hold(number));
  return { waiting: { itemId: waiting, mediaId: fileOfWaiting }, decided: { itemId: decided.itemId, mediaId: decided.mediaIds[0] ?? '' }, held: { itemId: held.itemId, mediaId: held.mediaIds[0] ?? '', caseId, holdId } };
}

test('a preserved item is opened by supervisors and liaisons alone, not even by who decided it; each time is on record', async () => {
  const { waiting, decided, held } = await items();
  const roles: readonly Role[] = ['supervisor', 'liaison', 'moderator', 'auditor', 'admin'];
  const people = [desk.moderator, ...(await Promise.all(roles.map((role) => desk.person(role))))];
  const answers = [];
  for (const actor of people) answers.push([actor.role, ...(await Promise.all([held, decided, waiting].map(async ({ itemId }) => codeOf(await open(actor, itemId)))))]);
  expect(answers).toEqual([
    ['moderator', 'not_found', 'not_found', 'not_found'],
    ['supervisor', 'done', 'not_found', 'not_found'],
    ['liaison', 'done', 'not_found', 'not_found'],
    ['moderator', 'not_found', 'not_found', 'not_found'],
    ['auditor', 'not_found', 'not_found', 'not_found'],
    ['admin', 'not_found', 'not_found', 'not_found'],
  ]);
  expect((await db().auditEvent.findMany({ where: { action: 'item.read', itemId: held.itemId }, orderBy: { seq: 'asc' } })).map(({ role, outcome }) => [role, outcome])).toEqual([['supervisor', 'done'], ['liaison', 'done']]);
});

test('it shows facts, and who looked before with their reason; no text and no name of a file’s bytes', async () => {
  const { itemId, mediaIds: [mediaId = ''] } = await desk.filedCase();
  const { grantId } = must(await look(desk.supervisor, itemId, mediaId, 'Counsel asks'));
  expect((await openGrant(person(desk.supervisor), { grantId })).ok).toBe(true);
  must(await look(desk.liaison, itemId, mediaId, 'Granted, and never opened'));
  const item = must(await open(desk.liaison, itemId));
  expect(item).toMatchObject({ decision: { outcome: 'apparent_csam', by: desk.moderator.name }, files: [{ id: mediaId, state: 'ready' }], settings: { isGrey: true, isMuted: true } });
  expect(item.looks.map(({ by, file, reason }) => [by, file, reason])).toEqual([[desk.supervisor.name, 'Image 1', 'Counsel asks']]);
  const { sha256 } = await db().media.findUniqueOrThrow({ where: { id: mediaId } });
  expect(JSON.stringify(item)).not.toContain(sha256);
});

test('a liaison sees the blur of a file only while it is in an item that is preserved and not closed to them', async () => {
  const { waiting, decided, held } = await items();
  const blurs = async (actor: PersonActor) => Promise.all([waiting, decided, held].map(async ({ mediaId }) => codeOf(await blur(actor, mediaId))));
  expect(await blurs(desk.liaison)).toEqual(['not_found', 'not_found', 'done']);
  expect(await blurs(desk.moderator)).toEqual(['done', 'done', 'done']);
  const kept = await desk.person('liaison');
  must(await keepFrom(kept, held.caseId));
  expect(await blurs(kept)).toEqual(['not_found', 'not_found', 'not_found']);
  await db().hold.update({ where: { id: held.holdId }, data: { liftedAt: clock.now() } });
  expect(await blurs(desk.liaison)).toEqual(['not_found', 'not_found', 'not_found']);
});

test.each([['none', undefined], ['an empty one', ''], ['spaces', '   ']])('a look with no reason (%s) is refused before it is granted, whatever kind is asked for', async (_, reason) => {
  const { held } = await items();
  for (const [actor, kind] of [[desk.liaison, 'reveal'], [desk.supervisor, 'reveal'], [desk.supervisor, 'peek']] as const) {
    // As the route does: the input first, then the verb.
    const asked = parse(grantInput, { itemId: held.itemId, mediaId: held.mediaId, kind, reason });
    expect(codeOf(asked.ok ? await desk.as(actor, (ctx) => grantView(ctx, asked.value)) : asked)).toBe('invalid');
  }
  expect(await db().evidenceView.count({ where: { itemId: held.itemId } })).toBe(0);
});

test('an item and a case that are closed to a liaison by a wall do not exist for them, and what they had open ends', async () => {
  const { held } = await items();
  const kept = await desk.person('liaison');
  const { grantId } = must(await look(kept, held.itemId, held.mediaId));
  expect((await openGrant(person(kept), { grantId })).ok).toBe(true);
  const heard = () => desk.as(kept, (ctx) => hearView(ctx, { grantId, played: [] }));
  expect(must(await heard())).toEqual({ mayGoOn: true });
  must(await keepFrom(kept, held.caseId));
  expect([codeOf(await open(kept, held.itemId)), codeOf(await look(kept, held.itemId, held.mediaId))]).toEqual(['not_found', 'not_found']);
  expect(must(await heard())).toEqual({ mayGoOn: false });
});

test('when nothing has it preserved any more, a liaison’s look ends and there is no other', async () => {
  const { held } = await items();
  const [first, second] = [must(await look(desk.liaison, held.itemId, held.mediaId)), must(await look(desk.liaison, held.itemId, held.mediaId))];
  expect((await openGrant(person(desk.liaison), first)).ok).toBe(true);
  await db().hold.update({ where: { id: held.holdId }, data: { liftedAt: clock.now() } });
  expect(must(await desk.as(desk.liaison, (ctx) => hearView(ctx, { grantId: first.grantId, played: [] })))).toEqual({ mayGoOn: false });
  expect([codeOf(await openGrant(person(desk.liaison), second)), codeOf(await look(desk.liaison, held.itemId, held.mediaId)), codeOf(await open(desk.liaison, held.itemId))]).toEqual(['not_found', 'not_found', 'not_found']);
});

test('a liaison’s exposure has the same limits as a moderator’s, which a reason of their own goes past', async () => {
  const { held } = await items();
  const tired = await desk.person('liaison');
  // As if on another day, so that what was looked at before counts in none.
  clock.advance(DAY_MS);
  await looksAt(database.client, tired.id, new Date(clock.now().getTime() - 40 * 60_000), { kind: 'reveal', count: 30, seconds: 60 });
  const reached = await look(tired, held.itemId, held.mediaId);
  expect(reached.ok ? 'done' : [reached.problem.code, reached.problem.fields[0]?.field]).toEqual(['limit_reached', 'unblurred']);
  must(await desk.as(tired, (ctx) => passLimit(ctx, { limit: 'unblurred', reason: 'The agency waits on the telephone' })));
  expect(codeOf(await look(tired, held.itemId, held.mediaId))).toBe('done');
});
