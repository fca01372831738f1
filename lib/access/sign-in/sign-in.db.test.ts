import { createHash } from 'node:crypto';
import { generate } from 'otplib';
import { describe, expect, test } from 'vitest';
import { type Person, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type Result, config, manualClock, randomIds, systemClock } from '@/lib/kernel';
import { waysOf } from '../factors';
import { findSession } from '../sessions/find';
import { reset } from '../people';
import { PASSWORD, addMember, arrival, changedMeanwhile, softwarePasskey, valueOf } from '../testing';
import {
  askForPasskey, beginEnrolPasskey, beginEnrolTotp, enrolPasskey, enrolTotp, lookAtInvitation, signInByPasskey, signInByPassword, signInBySecondFactor,
  takeUpInvitation, whereSignInStands,
} from './index';

testDatabase();
const DAY_MS = 24 * 60 * 60_000;
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const origin = () => new URL(config().NEXTAUTH_URL).origin;

/** The first factor of somebody, from a browser that then holds its cookie. */
async function afterPassword({ email }: Pick<Person, 'email'>, given: Parameters<typeof arrival>[0] = {}) {
  const at = arrival(given);
  const { token, step } = valueOf(await signInByPassword(at, { email, password: PASSWORD }));
  return { at: { ...at, token }, step };
}

/** Somebody who has enrolled a passkey at their first sign-in. */
async function withPasskey() {
  const person = await addMember('moderator');
  const { at } = await afterPassword(person);
  const passkey = softwarePasskey(origin());
  const options = valueOf(await beginEnrolPasskey(at));
  const { done, sessionId } = valueOf(await enrolPasskey(at, { response: passkey.create(options), name: 'Laptop' }));
  return { person, passkey, recoveryCodes: done.recoveryCodes, sessionId };
}

describe('the first sign-in', () => {
  test('asks for a second factor to be enrolled, and ends with a session and ten recovery codes', async () => {
    const person = await addMember('moderator');
    const { at, step } = await afterPassword(person);
    expect(step).toEqual({ next: 'enrol' });
    expect(await whereSignInStands(at)).toEqual({ next: 'enrol' });
    const { secret, uri } = valueOf(await beginEnrolTotp(at));
    expect(uri).toContain(`secret=${secret}`);
    expect(codeOf(await enrolTotp(at, { code: '000000' }))).toBe('unprocessable');
    const { sessionId, home, done } = valueOf(await enrolTotp(at, { code: await generate({ secret }) }));
    expect(home).toBe('/queue');
    expect(done.recoveryCodes).toHaveLength(10);
    expect((await findSession(systemClock, sessionId))?.actor.id).toBe(person.id);
    expect(await waysOf(db(), person)).toEqual(['totp', 'recovery_code']);
    const trail = await db().auditEvent.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } });
    expect(trail.map(({ action }) => action)).toEqual(['session.signed_in', 'factor.added', 'factor.recovery_codes_drawn']);
    expect(await whereSignInStands(at)).toEqual({ next: 'nothing' });
  });

  test('cannot be repeated with a password alone: who has a factor answers it', async () => {
    const { person } = await withPasskey();
    const { at, step } = await afterPassword(person);
    expect(step).toEqual({ next: 'second_factor', ways: ['passkey', 'recovery_code'] });
    expect(codeOf(await beginEnrolTotp(at))).toBe('forbidden');
    expect(codeOf(await beginEnrolPasskey(at))).toBe('forbidden');
  });

  test('in two windows at once enrols one factor', async () => {
    const person = await addMember('liaison');
    const windows = await Promise.all([afterPassword(person), afterPassword(person)]);
    const ready = await Promise.all(windows.map(async ({ at }) => ({ at, code: await generate({ secret: valueOf(await beginEnrolTotp(at)).secret }) })));
    const ends = await Promise.all(ready.map(({ at, code }) => enrolTotp(at, { code })));
    expect(ends.map(codeOf).sort()).toEqual(['done', 'forbidden']);
    expect(await db().session.count({ where: { personId: person.id } })).toBe(1);
  });
});

describe('a sign-in', () => {
  test('with password and a factor gives a new session in place of the one that the browser had', async () => {
    const { person, recoveryCodes, sessionId } = await withPasskey();
    const { at } = await afterPassword(person, { replaces: sessionId });
    const next = valueOf(await signInBySecondFactor(at, { code: recoveryCodes[0]! }));
    expect(next.sessionId).not.toBe(sessionId);
    expect(await findSession(systemClock, sessionId)).toBeNull();
    expect(await db().session.findUnique({ where: { id: sessionId } })).toMatchObject({ endedFor: 'replaced' });
  });

  test('ends once, whatever is answered at the same moment', async () => {
    const { person, recoveryCodes } = await withPasskey();
    const { at } = await afterPassword(person);
    const before = await db().session.count({ where: { personId: person.id } });
    const ends = await Promise.all(recoveryCodes.slice(0, 3).map((code) => signInBySecondFactor(at, { code })));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().session.count({ where: { personId: person.id } })).toBe(before + 1);
  });

  test('is known by its own cookie alone, and for ten minutes', async () => {
    const person = await addMember('moderator', { isDemo: true });
    const clock = manualClock(systemClock.now());
    const { at, step } = await afterPassword(person, { clock });
    expect(step).toEqual({ next: 'second_factor', ways: ['demo'] });
    expect(codeOf(await signInBySecondFactor({ ...at, token: `${at.token}x` }, { demo: true }))).toBe('unauthenticated');
    expect(codeOf(await signInBySecondFactor({ ...at, token: undefined }, { demo: true }))).toBe('unauthenticated');
    clock.advance(10 * 60_000);
    expect(codeOf(await signInBySecondFactor(at, { demo: true }))).toBe('unauthenticated');
    await afterPassword(person, { clock: manualClock(new Date(clock.now().getTime() + 1)) });
    expect(await db().signIn.count({ where: { expiresAt: { lte: clock.now() } } })).toBe(0);
  });

  test('stops where it stands when the person is disabled in between', async () => {
    const { person, recoveryCodes } = await withPasskey();
    const { at } = await afterPassword(person);
    await db().person.update({ where: { id: person.id }, data: { disabledAt: systemClock.now(), disabledFor: 'by_admin' } });
    expect(codeOf(await signInBySecondFactor(at, { code: recoveryCodes[0]! }))).toBe('unauthenticated');
    expect(await whereSignInStands(at)).toEqual({ next: 'nothing' });
  });

  test('with a password that a reset takes away while it is looked at begins nothing, least of all enrolling', async () => {
    const { person } = await withPasskey();
    const actor = { kind: 'system', name: 'test' } as const;
    const refused = await changedMeanwhile(
      person.id,
      () => signInByPassword(arrival(), { email: person.email, password: PASSWORD }),
      (tx) => reset({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }, { personId: person.id, factors: true }),
    );
    expect(refused).toEqual(await signInByPassword(arrival(), { email: person.email, password: 'wrong' }));
    expect(await db().signIn.count({ where: { personId: person.id } })).toBe(0);
  });

  test('in a browser in which somebody else was ends their session on record', async () => {
    const [before, after] = [await withPasskey(), await withPasskey()];
    const { at } = await afterPassword(after.person, { replaces: before.sessionId });
    const { sessionId } = valueOf(await signInBySecondFactor(at, { code: after.recoveryCodes[0]! }));
    expect(await db().auditEvent.findMany({ where: { action: 'session.ended', sessionId } })).toMatchObject([
      { details: { count: 1, why: 'replaced' }, targets: [{ type: 'person', id: before.person.id }] },
    ]);
  });

  test('of an account that was left alone for thirty days is refused like a wrong password, and disables it', async () => {
    const clock = manualClock(systemClock.now());
    const [person] = [await addMember('auditor', { clock }), await addMember('admin', { clock })];
    clock.advance(30 * DAY_MS);
    const refused = await signInByPassword(arrival({ clock }), { email: person.email, password: PASSWORD });
    const wrong = await signInByPassword(arrival({ clock }), { email: person.email, password: 'something else' });
    expect(refused).toEqual(wrong);
    expect(await db().person.findUnique({ where: { id: person.id } })).toMatchObject({ disabledFor: 'inactive' });
    expect(await db().auditEvent.count({ where: { action: 'person.disabled', targets: { array_contains: [{ type: 'person', id: person.id }] } } })).toBe(1);
  });
});

describe('a passkey', () => {
  test('is a whole sign-in, without saying who one is', async () => {
    const { person, passkey } = await withPasskey();
    const at = arrival();
    const { options, token } = valueOf(await askForPasskey(at));
    expect(options).toMatchObject({ userVerification: 'required', allowCredentials: [] });
    const signedIn = valueOf(await signInByPasskey({ ...at, token: token ?? undefined }, passkey.get(options)));
    expect(signedIn.personId).toBe(person.id);
  });

  test('that a reset takes away while it is looked at opens nothing', async () => {
    const { person, passkey } = await withPasskey();
    const begun = arrival();
    const { options, token } = valueOf(await askForPasskey(begun));
    const refused = await changedMeanwhile(
      person.id,
      () => signInByPasskey({ ...begun, token: token ?? undefined }, passkey.get(options)),
      (tx) => tx.factor.deleteMany({ where: { personId: person.id } }),
    );
    expect(codeOf(refused)).toBe('unauthenticated');
    expect(await db().session.count({ where: { personId: person.id } })).toBe(1);
  });

  test('is the second factor after a password, of that person alone', async () => {
    const [one, other] = await Promise.all([withPasskey(), withPasskey()]);
    const { at } = await afterPassword(one.person);
    const asked = valueOf(await askForPasskey(at)).options;
    expect(asked.allowCredentials).toMatchObject([{ id: one.passkey.id }]);
    expect(codeOf(await signInByPasskey(at, other.passkey.get(asked)))).toBe('unauthenticated');
    const again = valueOf(await askForPasskey(at)).options;
    expect(valueOf(await signInByPasskey(at, one.passkey.get(again))).personId).toBe(one.person.id);
  });

  test('answers a challenge once, even when the first answer was wrong, and says whose it is', async () => {
    const { passkey } = await withPasskey();
    const begun = arrival();
    const { options, token } = valueOf(await askForPasskey(begun));
    const at = { ...begun, token: token ?? undefined };
    expect(codeOf(await signInByPasskey(at, passkey.get(options, { verifies: false })))).toBe('unauthenticated');
    expect(codeOf(await signInByPasskey(at, passkey.get(options)))).toBe('unauthenticated');
    const anew = valueOf(await askForPasskey(at)).options;
    const answer = passkey.get(anew);
    expect(codeOf(await signInByPasskey(at, { ...answer, response: { ...answer.response, userHandle: undefined } }))).toBe('unauthenticated');
  });
});

describe('an invitation', () => {
  async function invited(purpose: 'join' | 'reset', person: Person) {
    const [token, now] = [randomIds.next(), systemClock.now()];
    const tokenHash = Uint8Array.from(createHash('sha256').update(token).digest());
    await db().invitation.create({ data: { id: randomIds.next(), personId: person.id, purpose, tokenHash, createdAt: now, expiresAt: new Date(now.getTime() + DAY_MS) } });
    return token;
  }

  test('tells its holder what it is for, lets them choose a password once, and leads on to enrolling', async () => {
    const person = await addMember('auditor');
    const token = await invited('join', person);
    expect(valueOf(await lookAtInvitation(arrival(), { token }))).toEqual({ purpose: 'join', pseudonym: person.pseudonym, role: 'auditor', email: person.email });
    const choices = await Promise.all(['peas and carrots', 'beans and onions'].map((password) => takeUpInvitation(arrival(), { token, password })));
    expect(choices.map(codeOf).sort()).toEqual(['done', 'unauthenticated']);
    expect(choices.find(({ ok }) => ok)).toMatchObject({ value: { step: { next: 'enrol' } } });
    expect(codeOf(await lookAtInvitation(arrival(), { token }))).toBe('unauthenticated');
    expect(codeOf(await lookAtInvitation(arrival(), { token: 'guessed' }))).toBe('unauthenticated');
    expect(codeOf(await signInByPassword(arrival(), { email: person.email, password: PASSWORD }))).toBe('unauthenticated');
  });

  test('to choose anew ends what was open under the old password', async () => {
    const { person, sessionId } = await withPasskey();
    const { at } = await afterPassword(person);
    const token = await invited('reset', person);
    expect(valueOf(await takeUpInvitation(arrival(), { token, password: 'peas and carrots' })).step).toMatchObject({ next: 'second_factor' });
    expect(await findSession(systemClock, sessionId)).toBeNull();
    expect(await whereSignInStands(at)).toEqual({ next: 'nothing' });
  });

  test.each([
    ['a short one', () => 'eleven char'],
    ['the e-mail', (person: Person) => `my ${person.email}`],
    ['the pseudonym', (person: Person) => `${person.pseudonym.toLowerCase()} is my name`],
    ['the product', () => 'Watchkeeper2026!'],
    ['one letter again and again', () => 'aaaaaaaaaaaaaa'],
    ['a row of keys', () => 'qwertyuiopas'],
  ])('takes no password that others would try first: %s', async (_, passwordOf) => {
    const person = await addMember('auditor');
    const token = await invited('join', person);
    const refused = await takeUpInvitation(arrival(), { token, password: passwordOf(person) });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'invalid', fields: [{ field: 'password' }] } });
    expect(codeOf(await lookAtInvitation(arrival(), { token }))).toBe('done');
  });
});
