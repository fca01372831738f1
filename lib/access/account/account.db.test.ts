import { describe, expect, test } from 'vitest';
import { type Ctx, db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type Clock, type PersonActor, type Result, type Role, config, manualClock, ok, randomIds, systemClock } from '@/lib/kernel';
import { findSession } from '../sessions/find';
import { openSession } from '../sessions/open';
import { reset } from '../people';
import { beginSignIn } from '../sign-in';
import { PASSWORD, addMember, arrival, changedMeanwhile, isPassword, softwarePasskey, valueOf } from '../testing';
import {
  beginPasskey, changePassword, drawOwnCodes, endOtherSessions, endOwnSession, finishPasskey, readAccount, removeFactor, renameFactor, stepUp, stepUpOptions,
} from './index';

testDatabase();
const MINUTE = 60_000;
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const caller = (actor: PersonActor, clock: Clock = systemClock) => ({ actor, clock, ids: randomIds, requestId: randomIds.next() });

/** A verb in a transaction of its own, as an action runs it. */
function as<T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>, clock?: Clock): Promise<Result<T>> {
  return transact(db(), (tx) => verb({ ...caller(actor, clock), tx }));
}

async function session(personId: string, clock: Clock = systemClock): Promise<PersonActor> {
  const person = await db().person.findUniqueOrThrow({ where: { id: personId } });
  return valueOf(await transact(db(), async (tx) => ok(await openSession({ ...caller({} as PersonActor, clock), tx }, person, 'passkey', { device: 'A test', address: null }))));
}

async function member(role: Role = 'moderator', given: Parameters<typeof addMember>[1] = {}) {
  const person = await addMember(role, given);
  return { person, actor: await session(person.id, given.clock) };
}

async function withPasskey(actor: PersonActor, name = 'Key') {
  const passkey = softwarePasskey(new URL(config().NEXTAUTH_URL).origin);
  const options = valueOf(await as(actor, beginPasskey));
  valueOf(await as(actor, (ctx) => finishPasskey(ctx, { response: passkey.create(options), name })));
  return passkey;
}

const isOpen = async ({ sessionId }: PersonActor) => (await findSession(systemClock, sessionId)) !== null;
const actionsOf = async ({ sessionId }: PersonActor) => (await db().auditEvent.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ action }) => action);

describe('answering the second factor again', () => {
  test('by a passkey makes this session fresh and no other, and its challenge serves once', async () => {
    const clock = manualClock(new Date());
    const { person, actor } = await member('moderator', { clock });
    const other = await session(person.id, clock);
    const passkey = await withPasskey(actor);
    clock.advance(20 * MINUTE);
    const asked = valueOf(await as(actor, stepUpOptions, clock));
    expect(asked.ways).toEqual(['passkey']);
    const response = passkey.get(asked.passkey!);
    expect(codeOf(await stepUp(caller(actor, clock), { response }))).toBe('done');
    expect(codeOf(await stepUp(caller(actor, clock), { response }))).toBe('conflict');
    const verified = await db().session.findMany({ where: { personId: person.id }, select: { id: true, verifiedAt: true } });
    expect(verified.find(({ id }) => id === actor.sessionId)?.verifiedAt).toEqual(clock.now());
    expect(verified.find(({ id }) => id === other.sessionId)?.verifiedAt).toEqual(other.verifiedAt);
    expect(await actionsOf(actor)).toContain('session.verified');
  });

  test('wrongly is on the record, leaves the session open and as it was, and is not said as if it were over', async () => {
    const { actor } = await member();
    const { recoveryCodes } = valueOf(await as(actor, drawOwnCodes));
    expect(codeOf(await stepUp(caller(actor), { code: 'not-one-of-them' }))).toBe('unprocessable');
    expect(codeOf(await stepUp(caller(actor), { demo: true }))).toBe('unprocessable');
    expect((await db().session.findUniqueOrThrow({ where: { id: actor.sessionId } })).verifiedAt).toEqual(actor.verifiedAt);
    expect(await isOpen(actor)).toBe(true);
    expect((await actionsOf(actor)).filter((action) => action === 'session.verification_failed')).toHaveLength(2);
    expect(codeOf(await stepUp(caller(actor), { code: recoveryCodes[0]! }))).toBe('done');
  });

  test('to a question of more than five minutes ago is too late', async () => {
    const clock = manualClock(new Date());
    const { actor } = await member('moderator', { clock });
    const passkey = await withPasskey(actor);
    const { passkey: options } = valueOf(await as(actor, stepUpOptions, clock));
    clock.advance(5 * MINUTE);
    expect(codeOf(await stepUp(caller(actor, clock), { response: passkey.get(options!) }))).toBe('conflict');
  });
});

describe('one’s own factors', () => {
  test('keep at least one, also when two are removed at the same moment, and a removal ends every other session', async () => {
    const { person, actor } = await member();
    await withPasskey(actor, 'One');
    await withPasskey(actor, 'Two');
    const other = await session(person.id);
    const ids = (await db().factor.findMany({ where: { personId: person.id } })).map(({ id }) => id);
    const ends = await Promise.all(ids.map((factorId) => as(actor, (ctx) => removeFactor(ctx, { factorId }))));
    expect(ends.map(codeOf).sort()).toEqual(['conflict', 'done']);
    expect(await db().factor.count({ where: { personId: person.id } })).toBe(1);
    expect([await isOpen(actor), await isOpen(other)]).toEqual([true, false]);
  });

  test('are not added past a reset that comes at the same moment: whoever added one would still get in by it', async () => {
    const { person, actor } = await member();
    const passkey = softwarePasskey(new URL(config().NEXTAUTH_URL).origin);
    const options = valueOf(await as(actor, beginPasskey));
    const added = await changedMeanwhile(
      person.id,
      () => as(actor, (ctx) => finishPasskey(ctx, { response: passkey.create(options), name: 'Key' })),
      (tx) => reset({ ...caller(actor), tx, actor: { kind: 'system', name: 'test' } }, { personId: person.id, factors: true }),
    );
    expect(codeOf(added)).toBe('unauthenticated');
    expect(await db().factor.count({ where: { personId: person.id } })).toBe(0);
  });

  test('have ten recovery codes, also when two tabs draw new ones at the same moment', async () => {
    const { person, actor } = await member();
    valueOf(await changedMeanwhile(person.id, () => as(actor, drawOwnCodes), (tx) => drawOwnCodes({ ...caller(actor), tx })));
    expect(await db().recoveryCode.count({ where: { personId: person.id } })).toBe(10);
  });

  test('are one’s own alone: another person’s is as one that does not exist', async () => {
    const [{ person, actor }, stranger] = [await member(), await member()];
    await withPasskey(actor, 'Mine');
    const { id: factorId } = await db().factor.findFirstOrThrow({ where: { personId: person.id } });
    expect(codeOf(await as(stranger.actor, (ctx) => renameFactor(ctx, { factorId, name: 'Theirs' })))).toBe('not_found');
    expect(codeOf(await as(stranger.actor, (ctx) => removeFactor(ctx, { factorId })))).toBe('not_found');
    expect(await db().factor.findFirst({ where: { id: factorId } })).toMatchObject({ name: 'Mine' });
  });

  test('are shown without a secret, a code or a key', async () => {
    const { person, actor } = await member();
    await withPasskey(actor);
    const { recoveryCodes } = valueOf(await as(actor, drawOwnCodes));
    const account = valueOf(await as(actor, readAccount));
    expect(account).toMatchObject({ recoveryCodesLeft: 10, hasPassword: true, factors: [{ name: 'Key', whyKept: expect.any(String) as string }] });
    const { credentialId } = await db().factor.findFirstOrThrow({ where: { personId: person.id } });
    for (const secret of [...recoveryCodes, credentialId!, person.passwordHash!]) expect(JSON.stringify(account)).not.toContain(secret);
    expect(await actionsOf(actor)).toContain('account.read');
  });
});

describe('one’s own sessions', () => {
  test('are listed while they are open, this one first; idle and ended ones are not', async () => {
    const clock = manualClock(new Date());
    const person = await addMember('moderator', { clock });
    await session(person.id, clock);
    clock.advance(16 * MINUTE);
    const [actor, open, ended] = [await session(person.id, clock), await session(person.id, clock), await session(person.id, clock)];
    valueOf(await as(ended, (ctx) => endOwnSession(ctx, { sessionId: ended.sessionId }), clock));
    const { sessions } = valueOf(await as(actor, readAccount, clock));
    expect(sessions.map(({ id, isThis }) => [id, isThis])).toEqual([[actor.sessionId, true], [open.sessionId, false]]);
  });

  test('end one by one and all others at once, and nobody else’s can be ended', async () => {
    const { person, actor } = await member();
    const [second, third, stranger] = [await session(person.id), await session(person.id), (await member()).actor];
    const end = (sessionId: string) => as(actor, (ctx) => endOwnSession(ctx, { sessionId }));
    expect([codeOf(await end(stranger.sessionId)), await isOpen(stranger)]).toEqual(['not_found', true]);
    expect([codeOf(await end(second.sessionId)), codeOf(await end(second.sessionId))]).toEqual(['done', 'not_found']);
    expect(valueOf(await as(actor, endOtherSessions))).toEqual({ count: 1 });
    expect([await isOpen(actor), await isOpen(second), await isOpen(third)]).toEqual([true, false, false]);
  });
});

describe('one’s own password', () => {
  test('changes for who knows it, to one that is not easily guessed, and ends every other session', async () => {
    const { person, actor } = await member();
    const other = await session(person.id);
    await transact(db(), async (tx) => ok(await beginSignIn(tx, arrival(), { personId: person.id, firstFactor: 'password' })));
    const change = (before: string, after: string) => changePassword(caller(actor), { before, after });
    expect((await change('something else', 'a gate, a lamp, a wall')) as unknown).toMatchObject({ ok: false, problem: { fields: [{ field: 'before' }] } });
    for (const weak of [PASSWORD, 'aaaaaaaaaaaaaa', 'watchkeeper-2026']) expect((await change(PASSWORD, weak)) as unknown).toMatchObject({ ok: false, problem: { fields: [{ field: 'after' }] } });
    expect(await isOpen(other)).toBe(true);
    expect(codeOf(await change(PASSWORD, 'a gate, a lamp, a wall'))).toBe('done');
    const { passwordHash } = await db().person.findUniqueOrThrow({ where: { id: person.id } });
    expect([await isPassword(passwordHash!, PASSWORD), await isPassword(passwordHash!, 'a gate, a lamp, a wall')]).toEqual([false, true]);
    expect([await isOpen(actor), await isOpen(other)]).toEqual([true, false]);
    expect(await db().signIn.count({ where: { personId: person.id } })).toBe(0);
    expect(await actionsOf(actor)).toContain('password.changed');
  });

  test('cannot be guessed from an open session: after five wrong ones nothing is looked at for a while', async () => {
    const { actor } = await member();
    const guess = (before: string) => changePassword(caller(actor), { before, after: 'a gate, a lamp, a wall' });
    for (let attempt = 0; attempt < 5; attempt += 1) expect(codeOf(await guess('wrong'))).toBe('unprocessable');
    expect(codeOf(await guess(PASSWORD))).toBe('too_many');
  });
});
