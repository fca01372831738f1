import { expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, type Role, manualClock, ok, randomIds } from '@/lib/kernel';
import { giveBackAll } from '@/lib/queue';
import { findSession } from '../sessions/find';
import { openSession } from '../sessions/open';
import { changeRole, disable, disableInactive, enable, invite, inviteAgain, listPeople, reset, revokeInvitation } from './index';
import { digestOf } from '../secret-text';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const holdsNothing = () => Promise.resolve();

/** Somebody with an open session; a database may hold several admins, each test looks at its own people. */
async function signedIn(role: Role): Promise<PersonActor> {
  const { id } = await addPerson(database.client, role);
  const person = await database.client.person.findUniqueOrThrow({ where: { id } });
  const opened = await transact(database.client, async (tx) =>
    ok(await openSession({ tx, clock, ids: randomIds, requestId: randomIds.next() }, person, 'totp', { device: 'A test', address: null })),
  );
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  return opened.value;
}

const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
const person = (id: string) => database.client.person.findUniqueOrThrow({ where: { id } });
const recorded = (action: string, personId: string) =>
  database.client.auditEvent.count({ where: { action, targets: { array_contains: [{ type: 'person', id: personId }] } } });
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  return settled.value;
}

async function invited(admin: PersonActor, role: Role = 'moderator') {
  const email = `${randomIds.next()}@example.com`;
  const link = await must(as(admin, (ctx) => invite(ctx, { email, displayName: 'Jo Ferrant', role })));
  return { link, found: await database.client.person.findUniqueOrThrow({ where: { email } }) };
}

test('an invitation makes somebody who cannot get in yet, and of its link only the hash is kept', async () => {
  const admin = await signedIn('admin');
  const { link, found } = await invited(admin);
  expect(found).toMatchObject({ passwordHash: null, role: 'moderator', pseudonym: link.pseudonym });
  const [address = '', token = ''] = link.url.split('#');
  expect(address).toBe('http://127.0.0.1:3000/join');
  const kept = await database.client.invitation.findUniqueOrThrow({ where: { tokenHash: digestOf(token) } });
  expect(kept).toMatchObject({ personId: found.id, purpose: 'join', createdById: admin.id, usedAt: null, revokedAt: null });
  expect(kept.expiresAt).toEqual(new Date(clock.now().getTime() + 72 * HOUR));
  const { rows } = await database.owner.query<{ text: string }>('SELECT row_to_json(a)::text AS text FROM "AuditEvent" a UNION ALL SELECT row_to_json(i)::text FROM "Invitation" i');
  expect(rows.filter(({ text }) => text.includes(token) || text.includes('Ferrant') || text.includes(found.email))).toEqual([]);
  expect(await recorded('person.invited', found.id)).toBe(1);
});

test('of two invitations to one address at once one is made, and two at once get two pseudonyms', async () => {
  const admin = await signedIn('admin');
  const send = (email: string) => as(admin, (ctx) => invite(ctx, { email, displayName: 'Jo Ferrant', role: 'liaison' }));
  expect((await Promise.all([send('same@example.com'), send('same@example.com')])).map(codeOf).sort()).toEqual(['conflict', 'done']);
  const [one, other] = await Promise.all([must(send('one@example.com')), must(send('other@example.com'))]);
  expect(one.pseudonym).not.toBe(other.pseudonym);
});

test('a new link ends the one before, and one that is taken back opens nothing', async () => {
  const admin = await signedIn('admin');
  const { found } = await invited(admin);
  await must(as(admin, (ctx) => inviteAgain(ctx, { personId: found.id })));
  const usable = () => database.client.invitation.count({ where: { personId: found.id, usedAt: null, revokedAt: null } });
  expect(await usable()).toBe(1);
  await must(as(admin, (ctx) => revokeInvitation(ctx, { personId: found.id })));
  expect(await usable()).toBe(0);
  expect(codeOf(await as(admin, (ctx) => revokeInvitation(ctx, { personId: found.id })))).toBe('conflict');
  expect(codeOf(await as(admin, (ctx) => reset(ctx, { personId: found.id, factors: true })))).toBe('conflict');
});

test('a changed role ends every session, gives items back where it does not review, and keeps the pseudonym', async () => {
  const [admin, moderator] = [await signedIn('admin'), await signedIn('moderator')];
  const given: string[] = [];
  const giveBack = (_ctx: Ctx, personId: string) => Promise.resolve(void given.push(personId));
  await must(as(admin, (ctx) => changeRole(ctx, { personId: moderator.id, role: 'supervisor' }, giveBack)));
  expect(await findSession(clock, moderator.sessionId)).toBeNull();
  expect(given).toEqual([]);
  await must(as(admin, (ctx) => changeRole(ctx, { personId: moderator.id, role: 'auditor' }, giveBack)));
  expect(given).toEqual([moderator.id]);
  expect(await person(moderator.id)).toMatchObject({ role: 'auditor', pseudonym: moderator.name });
  expect(await recorded('person.role_changed', moderator.id)).toBe(2);
  expect(codeOf(await as(admin, (ctx) => changeRole(ctx, { personId: moderator.id, role: 'auditor' }, giveBack)))).toBe('conflict');
});

test('who is disabled has no session, no link and no item left, and comes back with their password when enabled', async () => {
  const [admin, moderator] = [await signedIn('admin'), await signedIn('moderator')];
  const [itemId = ''] = await addWaitingItems(database.client, 1);
  await database.client.item.update({ where: { id: itemId }, data: { leaseHolderId: moderator.id, leaseUntil: new Date(clock.now().getTime() + HOUR) } });
  await must(as(admin, (ctx) => disable(ctx, { personId: moderator.id }, giveBackAll)));
  expect(await findSession(clock, moderator.sessionId)).toBeNull();
  expect(await person(moderator.id)).toMatchObject({ disabledAt: clock.now(), disabledFor: 'by_admin' });
  expect(await database.client.item.findUniqueOrThrow({ where: { id: itemId } })).toMatchObject({ leaseHolderId: null, leaseUntil: null, state: 'waiting' });
  expect(codeOf(await as(admin, (ctx) => reset(ctx, { personId: moderator.id, factors: false })))).toBe('conflict');

  clock.advance(DAY);
  const again = await signedIn('admin');
  await must(as(again, (ctx) => enable(ctx, { personId: moderator.id })));
  expect(await person(moderator.id)).toMatchObject({ disabledAt: null, disabledFor: null, enabledAt: clock.now(), passwordHash: 'none' });
  expect(await findSession(clock, moderator.sessionId)).toBeNull();
});

test('a reset takes the password, ends every session, tells the other admins, and takes factors only when asked to', async () => {
  const [admin, moderator] = [await signedIn('admin'), await signedIn('moderator')];
  const factor = () => database.client.factor.create({ data: { id: randomIds.next(), personId: moderator.id, kind: 'totp', name: 'App', createdAt: clock.now(), transports: [] } });
  await factor();
  const link = await must(as(admin, (ctx) => reset(ctx, { personId: moderator.id, factors: false })));
  expect(link?.pseudonym).toBe(moderator.name);
  expect(await findSession(clock, moderator.sessionId)).toBeNull();
  expect((await person(moderator.id)).passwordHash).toBeNull();
  expect(await database.client.factor.count({ where: { personId: moderator.id } })).toBe(1);
  expect(await database.client.alert.count({ where: { kind: 'access_reset', audience: 'admin', details: { path: ['personId'], equals: moderator.id } } })).toBe(1);
  await must(as(admin, (ctx) => reset(ctx, { personId: moderator.id, factors: true })));
  expect(await database.client.factor.count({ where: { personId: moderator.id } })).toBe(0);
  expect(await database.client.invitation.count({ where: { personId: moderator.id, purpose: 'reset', usedAt: null, revokedAt: null } })).toBe(1);
});

test('nobody changes their own access, and nobody that of somebody who is not there', async () => {
  const admin = await signedIn('admin');
  for (const [personId, code] of [[admin.id, 'forbidden'], [randomIds.next(), 'not_found']] as const) {
    const answers = [
      await as(admin, (ctx) => changeRole(ctx, { personId, role: 'moderator' }, holdsNothing)),
      await as(admin, (ctx) => disable(ctx, { personId }, holdsNothing)),
      await as(admin, (ctx) => enable(ctx, { personId })),
      await as(admin, (ctx) => reset(ctx, { personId, factors: true })),
      await as(admin, (ctx) => inviteAgain(ctx, { personId })),
      await as(admin, (ctx) => revokeInvitation(ctx, { personId })),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => code));
  }
});

test('two admins who demote, disable or reset each other at once: one of them remains an admin who can get in', async () => {
  type Verb = (ctx: Ctx<PersonActor>, personId: string) => Promise<Result<unknown>>;
  const verbs: Verb[] = [
    (ctx, personId) => changeRole(ctx, { personId, role: 'auditor' }, holdsNothing),
    (ctx, personId) => disable(ctx, { personId }, holdsNothing),
    (ctx, personId) => reset(ctx, { personId, factors: true }),
  ];
  for (const verb of verbs) {
    await database.client.person.updateMany({ where: { role: 'admin' }, data: { role: 'auditor' } });
    const [one, other] = [await signedIn('admin'), await signedIn('admin')];
    const answers = await Promise.all([as(one, (ctx) => verb(ctx, other.id)), as(other, (ctx) => verb(ctx, one.id))]);
    expect(answers.map(codeOf).sort()).toEqual(['done', 'unauthenticated']);
    expect(await database.client.person.count({ where: { role: 'admin', disabledAt: null, passwordHash: { not: null } } })).toBe(1);
  }
});

test('the last admin who can get in is neither demoted nor disabled, also not by the desk itself', async () => {
  await database.client.person.updateMany({ where: { role: 'admin' }, data: { role: 'auditor' } });
  const last = await signedIn('admin');
  // Invited, and with no password yet: no help to anybody.
  await invited(last, 'admin');
  const system = { kind: 'system', name: 'test' } as const;
  const bySystem = <T>(verb: (ctx: Ctx) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, system, clock)));
  expect(codeOf(await bySystem((ctx) => changeRole(ctx, { personId: last.id, role: 'auditor' }, holdsNothing)))).toBe('conflict');
  expect(codeOf(await bySystem((ctx) => disable(ctx, { personId: last.id }, holdsNothing)))).toBe('conflict');
});

test('who stayed away for too long is disabled by the desk, except for the last admin and the demo in test mode', async () => {
  await database.client.person.updateMany({ where: { role: 'admin' }, data: { role: 'auditor' } });
  const [first, last, moderator, demo] = [await signedIn('admin'), await signedIn('admin'), await signedIn('moderator'), await signedIn('moderator')];
  await database.client.person.update({ where: { id: demo.id }, data: { isDemo: true } });
  await database.client.person.update({ where: { id: first.id }, data: { lastSignInAt: new Date(clock.now().getTime() - HOUR) } });
  const sweep = () => transact(database.client, (tx) => disableInactive(contextOf(tx, { kind: 'system', name: 'housekeeping' }, clock), holdsNothing));
  clock.advance(30 * DAY - 1);
  await must(sweep());
  expect((await person(moderator.id)).disabledAt).toBeNull();
  expect(await person(first.id)).toMatchObject({ disabledFor: 'inactive', disabledAt: clock.now() });

  clock.advance(1);
  await must(sweep());
  expect(await person(moderator.id)).toMatchObject({ disabledFor: 'inactive', disabledAt: clock.now() });
  expect([(await person(last.id)).disabledAt, (await person(demo.id)).disabledAt]).toEqual([null, null]);
  expect(await database.client.auditEvent.count({ where: { action: 'person.disabled', actorKind: 'system', actorName: 'housekeeping', targets: { array_contains: [{ id: moderator.id }] } } })).toBe(1);
  expect(await must(sweep())).toBe(0);
});

test('the list tells who can reach content, by filters, and reading it is on record', async () => {
  await database.client.person.updateMany({ data: { disabledAt: clock.now(), disabledFor: 'by_admin' } });
  const [admin, moderator] = [await signedIn('admin'), await signedIn('moderator')];
  const { found } = await invited(admin, 'supervisor');
  const page = await must(as(admin, (ctx) => listPeople(ctx, {})));
  expect(page.active).toEqual({ moderator: 1, supervisor: 0, liaison: 0, auditor: 0, admin: 1 });
  expect(page.rows.find(({ id }) => id === moderator.id)).toMatchObject({ state: 'active', seesContent: true, openSessions: 1, isSelf: false, passkeys: 0, hasApp: false });
  const shown = async (filter: Parameters<typeof listPeople>[1]) => (await must(as(admin, (ctx) => listPeople(ctx, filter)))).rows.map(({ id }) => id);
  expect(await shown({ state: 'invited' })).toEqual([found.id]);
  expect(await shown({ state: 'active', role: 'admin' })).toEqual([admin.id]);
  expect(await shown({ text: found.email.toUpperCase() })).toEqual([found.id]);
  expect(await database.client.auditEvent.count({ where: { action: 'people.read', actorId: admin.id } })).toBe(4);
  clock.advance(HOUR);
  expect((await must(as(admin, (ctx) => listPeople(ctx, { text: moderator.name })))).rows).toMatchObject([{ openSessions: 0 }]);
});
