import { expect, test } from 'vitest';
import { acknowledge, listAlerts } from '@/lib/alerts';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, type Role, manualClock, ok, randomIds } from '@/lib/kernel';
import { endSessions } from '../sessions/end';
import { findSession } from '../sessions/find';
import { openSession } from '../sessions/open';
import { endBreakGlass, heldRole, listBreakGlass, signOff, startBreakGlass } from './index';

const MINUTE = 60_000;
const REASON = 'Nobody of that role can be reached';
const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));

async function openFor(personId: string): Promise<PersonActor> {
  const person = await database.client.person.findUniqueOrThrow({ where: { id: personId } });
  const opened = await transact(database.client, async (tx) =>
    ok(await openSession({ tx, clock, ids: randomIds, requestId: randomIds.next() }, person, 'totp', { device: 'A test', address: null })),
  );
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  return opened.value;
}
const signedIn = async (role: Role) => openFor((await addPerson(database.client, role)).id);
const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const roleOf = async ({ sessionId }: PersonActor) => (await findSession(clock, sessionId))?.actor.role;
const now = async ({ sessionId }: PersonActor): Promise<PersonActor> => {
  const found = await findSession(clock, sessionId);
  if (!found) throw new Error('The session is over.');
  return found.actor;
};
const holdsNothing = () => Promise.resolve();

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  return settled.value;
}
const take = (actor: PersonActor, role: 'moderator' | 'supervisor' = 'moderator', minutes = 5) => as(actor, (ctx) => startBreakGlass(ctx, { role, minutes, reason: REASON }));

test('a taken role holds in its own session alone, and ends by itself to the millisecond', async () => {
  const admin = await signedIn('admin');
  const elsewhere = await openFor(admin.id);
  const held = await must(take(admin));
  expect([await roleOf(admin), await roleOf(elsewhere)]).toEqual(['moderator', 'admin']);
  expect(await must(as(await now(admin), heldRole))).toMatchObject({ id: held.id, role: 'moderator', endsAt: held.endsAt });
  clock.advance(5 * MINUTE - 1);
  expect(await roleOf(admin)).toBe('moderator');
  clock.advance(1);
  expect(await roleOf(admin)).toBe('admin');
  expect(await must(as(await now(admin), heldRole))).toBeNull();
});

test('one role at a time, also for two sessions that ask at once; a session that ended holds none', async () => {
  const admin = await signedIn('admin');
  const elsewhere = await openFor(admin.id);
  expect((await Promise.all([take(admin), take(elsewhere)])).map(codeOf).sort()).toEqual(['conflict', 'done']);
  await transact(database.client, async (tx) => ok(await endSessions(contextOf(tx, admin, clock), admin.id, 'person_changed')));
  expect(codeOf(await take(await openFor(admin.id)))).toBe('done');
});

test('it is given back by its holder, from any of their sessions, with what they hold, and by nobody else', async () => {
  const [admin, other] = [await signedIn('admin'), await signedIn('admin')];
  const { id: breakGlassId } = await must(take(admin));
  const given: string[] = [];
  const giveBack = (_ctx: Ctx, personId: string) => Promise.resolve(void given.push(personId));
  expect(codeOf(await as(other, (ctx) => endBreakGlass(ctx, { breakGlassId }, giveBack)))).toBe('not_found');
  await must(as(await openFor(admin.id), (ctx) => endBreakGlass(ctx, { breakGlassId }, giveBack)));
  expect([await roleOf(admin), given]).toEqual(['admin', [admin.id]]);
  expect(codeOf(await as(admin, (ctx) => endBreakGlass(ctx, { breakGlassId }, giveBack)))).toBe('conflict');
});

test('supervisors are alerted at once; who is one by break-glass alone neither acknowledges nor signs off', async () => {
  const [admin, supervisor] = [await signedIn('admin'), await signedIn('supervisor')];
  const { id: breakGlassId } = await must(take(admin, 'supervisor', 30));
  const { lines } = await must(as(supervisor, listAlerts));
  expect(lines[0]).toMatchObject({ words: 'An admin took a content role by break-glass', details: `${admin.name} holds the supervisor role for 30 minutes.`, href: '/break-glass' });
  const alertId = lines[0]?.id ?? '';
  const taker = await now(admin);
  expect(codeOf(await as(taker, (ctx) => acknowledge(ctx, { alertId })))).toBe('forbidden');
  expect(codeOf(await as(taker, (ctx) => signOff(ctx, { breakGlassId })))).toBe('forbidden');
  expect((await must(as(taker, listAlerts))).lines[0]?.acknowledgeOff).toMatch(/by break-glass/);
  await must(as(supervisor, (ctx) => acknowledge(ctx, { alertId })));
  expect((await must(as(supervisor, listAlerts))).lines.map(({ id }) => id)).not.toContain(alertId);
});

test('it is signed off once it is over, once, and by somebody else; until then it leads the list', async () => {
  const [admin, one, other] = [await signedIn('admin'), await signedIn('supervisor'), await signedIn('supervisor')];
  const { id: breakGlassId } = await must(take(admin));
  const sign = (actor: PersonActor) => as(actor, (ctx) => signOff(ctx, { breakGlassId, note: 'Looked at with MO-01' }));
  expect(codeOf(await sign(one))).toBe('conflict');
  clock.advance(5 * MINUTE);
  await database.client.person.update({ where: { id: admin.id }, data: { role: 'supervisor' } });
  expect(codeOf(await sign(await openFor(admin.id)))).toBe('forbidden');
  expect((await must(as(one, (ctx) => listBreakGlass(ctx, {})))).rows.find(({ id }) => id === breakGlassId)).toMatchObject({ isRunning: false, reason: REASON, signedOff: null });
  expect((await Promise.all([sign(one), sign(other)])).map(codeOf).sort()).toEqual(['conflict', 'done']);

  const { rows } = await must(as(one, (ctx) => listBreakGlass(ctx, {})));
  expect(rows.find(({ id }) => id === breakGlassId)?.signedOff).toMatchObject({ note: 'Looked at with MO-01' });
  expect(rows.map(({ signedOff }) => signedOff !== null)).toEqual(rows.map(({ signedOff }) => signedOff !== null).sort());
  expect(await database.client.auditEvent.count({ where: { action: 'break_glass.signed_off', targets: { array_contains: [{ id: breakGlassId }] } } })).toBe(1);
});

test('an admin’s list holds their own alone, and reading it is on record', async () => {
  const [admin, other] = [await signedIn('admin'), await signedIn('admin')];
  await must(take(admin));
  await must(take(other));
  const { rows } = await must(as(other, (ctx) => listBreakGlass(ctx, {})));
  expect(rows.map(({ personId, isOwn }) => [personId, isOwn])).toEqual([[other.id, true]]);
  expect(await database.client.auditEvent.count({ where: { action: 'break_glass.read', actorId: other.id } })).toBe(1);
  await must(as(await now(other), (ctx) => endBreakGlass(ctx, { breakGlassId: rows[0]?.id ?? '' }, holdsNothing)));
});
