import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAlerts } from '@/lib/alerts';
import { keepAway } from '@/lib/cases';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { must } from '@/lib/reporting/testing';
import { holdRows } from '../read/holds';
import { DAY_MS, openRetentionDesk } from '../testing/desk';
import { liftHold } from './lift';
import { renewHold } from './renew';
import { reviewHold } from './review';

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

const wordsOf = (result: { ok: true } | { ok: false; problem: { code: string; safeMessage: string } }) => (result.ok ? 'done' : `${result.problem.code}: ${result.problem.safeMessage}`);
const rows = () => desk.as(desk.liaison, async (ctx) => ({ ok: true, value: await holdRows(ctx) })).then(must);
const newCase = async () => desk.closed((await desk.decided('other_policy')).itemId);
const alerts = async () => must(await desk.as(desk.supervisor, listAlerts)).lines.filter(({ words }) => words === 'Holds are to be looked at again').map(({ details }) => details);

test('a request under 2703(f) keeps a case for 90 days, and for 90 more when it is asked for again, once', async () => {
  const { number } = await newCase();
  const agencyId = await desk.agency();
  expect(wordsOf(await desk.hold(number, { kind: 'us_2703f' }))).toContain('Choose the agency that asked');
  const { holdId } = must(await desk.hold(number, { kind: 'us_2703f', agencyId, reference: '2703-1' }));
  const start = new Date(`${desk.dayOf(0)}T00:00:00Z`).getTime();
  const endsAt = async () => ((await db().hold.findUniqueOrThrow({ where: { id: holdId } })).endsAt?.getTime() ?? 0) - start;
  const margin = 1.5 * DAY_MS;
  expect(await endsAt()).toBe(90 * DAY_MS + margin);
  clock.advance(89 * DAY_MS);
  expect(wordsOf(await desk.request(number))).toContain('Preservation request, 18 USC 2703(f), 2703-1');
  const renew = () => desk.as(desk.liaison, (ctx) => renewHold(ctx, { holdId, reason: 'The agency asked again' }));
  must(await renew());
  // The reason is sealed with the case, and no entry of the trail has it.
  expect((await rows()).find((row) => row.id === holdId)).toMatchObject({ reason: 'Counsel asked for it', renewalReason: 'The agency asked again' });
  expect(await db().auditEvent.findFirstOrThrow({ where: { action: 'hold.renewed' } })).toMatchObject({ reason: null });
  expect(await endsAt()).toBe(180 * DAY_MS + margin);
  expect(wordsOf(await renew())).toContain('the law knows one renewal');
  clock.advance(90 * DAY_MS);
  expect(wordsOf(await desk.request(number))).toContain('2703-1');
  clock.advance(3 * DAY_MS);
  expect((await rows()).map(({ reference }) => reference)).not.toContain('2703-1');
  // Over by its date: closed with an entry by whoever comes first, here the request that it does not stand against any more.
  must(await desk.request(number));
  expect(await db().auditEvent.findFirstOrThrow({ where: { action: 'hold.lapsed' } })).toMatchObject({ details: { kind: 'us_2703f' }, actorKind: 'system', actorId: null });
  expect(wordsOf(await renew())).toContain('This hold is over');
});

test('what is kept until a day is kept until that day is over everywhere on earth', async () => {
  const { number } = await newCase();
  const endsOn = desk.dayOf(10);
  const { holdId } = must(await desk.hold(number, { kind: 'longer', endsOn }));
  const { endsAt } = await db().hold.findUniqueOrThrow({ where: { id: holdId } });
  // The last minute of the day where it is over last, twelve hours behind UTC.
  const last = new Date(`${endsOn}T23:59:00-12:00`);
  expect((endsAt?.getTime() ?? 0) - last.getTime()).toBe(60_000);
});

test.each([
  ['a day to come', { startsOn: 1 }, 'A request is of today or of a day before'],
  ['an end that is over', { kind: 'longer' as const, endsOn: -2 }, 'It would be over already'],
  ['no end where one is due', { kind: 'longer' as const }, 'Say until when'],
  ['an end where there is none', { kind: 'legal' as const, endsOn: 10 }, 'A legal hold has no end'],
  ['a 2703(f) request whose days are over', { kind: 'us_2703f' as const, startsOn: -92, isOfAgency: true }, 'It would be over already'],
  ['a review that is over', { reviewOn: 0 }, 'on a day to come'],
  ['a review in a year', { reviewOn: 365 }, 'within 180 days'],
])('a hold with %s is refused', async (_what, { startsOn = 0, endsOn, reviewOn = 30, kind = 'legal', isOfAgency = false }: { startsOn?: number; endsOn?: number; reviewOn?: number; kind?: 'legal' | 'longer' | 'us_2703f'; isOfAgency?: boolean }, words) => {
  const { number } = await newCase();
  const agencyId = isOfAgency ? await desk.agency() : null;
  const placed = await desk.hold(number, { kind, agencyId, startsOn: desk.dayOf(startsOn), endsOn: endsOn === undefined ? null : desk.dayOf(endsOn), reviewOn: desk.dayOf(reviewOn) });
  expect(wordsOf(placed)).toContain(words);
});

test('each hold has an owner and a day of review; supervisors are told when it comes, until somebody says when to look again', async () => {
  const { number } = await newCase();
  const { holdId } = must(await desk.hold(number, { reference: 'REVIEWED', reviewOn: desk.dayOf(10) }));
  const row = async () => (await rows()).find(({ id }) => id === holdId);
  expect(await row()).toMatchObject({ owner: desk.liaison.name, isOwn: true, isDue: false, reason: 'Counsel asked for it' });
  expect(Buffer.from((await db().hold.findUniqueOrThrow({ where: { id: holdId } })).sealedReason).includes('Counsel')).toBe(false);
  await desk.tend();
  expect(await alerts()).toEqual([]);
  clock.advance(11 * DAY_MS);
  await desk.tend();
  expect(await row()).toMatchObject({ isDue: true });
  expect(await alerts()).toEqual([expect.stringContaining('1 hold whose day of review has come')]);
  must(await desk.as(desk.supervisor, (ctx) => reviewHold(ctx, { holdId, reviewOn: desk.dayOf(60), isMine: true })));
  await desk.tend();
  expect(await row()).toMatchObject({ owner: desk.supervisor.name, isOwn: false, isDue: false });
  expect(await alerts()).toEqual([expect.stringContaining('Over since')]);
  must(await desk.as(desk.supervisor, (ctx) => liftHold(ctx, { holdId, reason: 'The trial is over' })));
  must(await desk.as(desk.supervisor, (ctx) => liftHold(ctx, { holdId, reason: 'The trial is over' })));
  expect(await row()).toBeUndefined();
  expect(await db().auditEvent.count({ where: { action: 'hold.lifted' } })).toBe(1);
});

test('to a person who is kept away from the case its holds do not exist', async () => {
  const { number, caseId } = await newCase();
  const { holdId } = must(await desk.hold(number, {}, desk.supervisor));
  must(await desk.as(desk.supervisor, (ctx) => keepAway(ctx, { caseId, personId: desk.liaison.id, reason: 'Knows somebody in it' })));
  expect((await rows()).map(({ id }) => id)).not.toContain(holdId);
  const no = 'not_found';
  expect(wordsOf(await desk.hold(number))).toContain(no);
  expect(wordsOf(await desk.request(number))).toContain(no);
  expect(wordsOf(await desk.as(desk.liaison, (ctx) => liftHold(ctx, { holdId, reason: 'The trial is over' })))).toContain(no);
});
