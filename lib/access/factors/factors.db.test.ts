import { generate } from 'otplib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Person, db, transact } from '@/lib/db';
import { contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, config, manualClock, ok, randomIds } from '@/lib/kernel';
import { addMember, softwarePasskey, valueOf } from '../testing';
import { addPasskey, answerSecondFactor, beginTotp, confirmTotp, creationOptions, drawRecoveryCodes, requestOptions, waysOf } from './index';

testDatabase();
const START = new Date('2026-11-23T09:00:10Z');
const STEP_MS = 30_000;

const actorOf = ({ id, pseudonym, role }: Person): PersonActor => ({ kind: 'person', id, name: pseudonym, role, sessionId: randomIds.next(), verifiedAt: START });

/** A person at a moment that the test moves, with what they can do to their factors. */
async function member() {
  const clock = manualClock(START);
  const person = await addMember('moderator', { clock });
  const actor = actorOf(person);
  const caller = { actor, clock, ids: randomIds, requestId: randomIds.next() };
  const within = <T>(work: (ctx: ReturnType<typeof contextOf<PersonActor>>) => Promise<T>) =>
    transact(db(), async (tx) => ok(await work(contextOf(tx, actor, clock)))).then(valueOf);
  const answer = async (given: Parameters<typeof answerSecondFactor>[2]) => {
    const result = await answerSecondFactor(caller, person, given);
    return result.ok ? result.value : result.problem.code;
  };
  return { person, clock, caller, within, answer };
}

async function withTotp() {
  const one = await member();
  const { secret, sealed } = await beginTotp(one.person);
  const codeAt = (steps: number) => generate({ secret, epoch: (one.clock.now().getTime() + steps * STEP_MS) / 1000 });
  const first = await codeAt(0);
  valueOf(await one.within((ctx) => confirmTotp(ctx, { id: one.person.id, sealed }, first)));
  return { ...one, secret, sealed, codeAt, first };
}

describe('an authenticator’s code', () => {
  test('works once: the one that enrolled it does not sign in, and the next one not twice', async () => {
    const { answer, clock, codeAt, first } = await withTotp();
    expect(await answer({ code: first })).toBe('unauthenticated');
    clock.advance(STEP_MS);
    const code = await codeAt(0);
    expect(await answer({ code: `${code.slice(0, 3)} ${code.slice(3)}` })).toBe('totp');
    expect(await answer({ code })).toBe('unauthenticated');
  });

  test('works once also when it is sent many times at the same moment', async () => {
    const { person, clock, codeAt, caller } = await withTotp();
    clock.advance(STEP_MS);
    const code = await codeAt(0);
    // Each as if it were the first, so that the limit on failures does not help.
    const answers = await Promise.all(Array.from({ length: config().SIGN_IN_FAILURES }, () => answerSecondFactor(caller, person, { code })));
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
  });

  test('is taken a step early or late and no further, and none after a later one', async () => {
    const { answer, clock, codeAt } = await withTotp();
    clock.advance(10 * STEP_MS);
    expect(await answer({ code: await codeAt(-2) })).toBe('unauthenticated');
    expect(await answer({ code: await codeAt(2) })).toBe('unauthenticated');
    expect(await answer({ code: await codeAt(-1) })).toBe('totp');
    expect(await answer({ code: await codeAt(1) })).toBe('totp');
    expect(await answer({ code: await codeAt(0) })).toBe('unauthenticated');
  });

  test('comes of a secret that the database holds sealed, for this person alone', async () => {
    const { person, secret, sealed, answer, clock } = await withTotp();
    expect(JSON.stringify(await db().factor.findMany())).not.toContain(secret);
    const other = await member();
    await other.within((ctx) => ctx.tx.factor.create({ data: { id: randomIds.next(), personId: other.person.id, kind: 'totp', name: 'moved', createdAt: START, sealedSecret: sealed, transports: [] } }));
    clock.advance(STEP_MS);
    await expect(other.answer({ code: '000000' })).rejects.toThrow('another row');
    expect(await answer({ code: '000000' })).toBe('unauthenticated');
    expect(await waysOf(db(), person)).toEqual(['totp']);
  });
});

describe('recovery codes', () => {
  test('are ten, each works once however it is typed, and new ones end the old ones', async () => {
    const { person, within, answer } = await member();
    const codes = await within((ctx) => drawRecoveryCodes(ctx, person.id));
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
    expect(await answer({ code: ` ${codes[0]!.toUpperCase().replaceAll('-', ' ')} ` })).toBe('recovery_code');
    expect(await answer({ code: codes[0]! })).toBe('unauthenticated');
    await within((ctx) => drawRecoveryCodes(ctx, person.id));
    expect(await answer({ code: codes[1]! })).toBe('unauthenticated');
  });

  test('work for their owner alone, and once also at the same moment', async () => {
    const [one, other] = await Promise.all([member(), member()]);
    const [code = ''] = await one.within((ctx) => drawRecoveryCodes(ctx, one.person.id));
    expect(await other.answer({ code })).toBe('unauthenticated');
    const answers = await Promise.all(Array.from({ length: 4 }, () => one.answer({ code })));
    expect(answers.filter((answer) => answer === 'recovery_code')).toHaveLength(1);
  });
});

describe('a passkey', () => {
  let origin = '';
  beforeAll(() => {
    origin = new URL(config().NEXTAUTH_URL).origin;
  });

  async function withPasskey(behaviour: { counter?: number } = {}) {
    const one = await member();
    const passkey = softwarePasskey(origin);
    const options = await creationOptions(db(), one.person);
    const response = passkey.create(options, behaviour);
    valueOf(await one.within((ctx) => addPasskey(ctx, one.person.id, { response, challenge: options.challenge, name: 'Laptop' })));
    const use = async (given: Parameters<typeof passkey.get>[1] = {}) => {
      const asked = await requestOptions(db(), one.person.id);
      return one.answer({ passkey: { response: passkey.get(asked, given), challenge: asked.challenge } });
    };
    return { ...one, passkey, use };
  }

  test('is made to name its owner, and answers for them', async () => {
    const one = await member();
    expect(await creationOptions(db(), one.person)).toMatchObject({ authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, attestation: 'none' });
    const { use, person } = await withPasskey();
    expect(await use()).toBe('passkey');
    expect(await waysOf(db(), person)).toEqual(['passkey']);
  });

  test('that asked for no finger and no PIN is refused, when it is made and when it is used', async () => {
    const one = await member();
    const options = await creationOptions(db(), one.person);
    const response = softwarePasskey(origin).create(options, { verifies: false });
    const added = await transact(db(), (tx) => addPasskey(contextOf(tx, actorOf(one.person)), one.person.id, { response, challenge: options.challenge, name: 'Key' }));
    expect(added.ok).toBe(false);
    expect(await waysOf(db(), one.person)).toEqual([]);
    const { use } = await withPasskey();
    expect(await use({ verifies: false })).toBe('unauthenticated');
  });

  test('that another site asked for is refused', async () => {
    const { use } = await withPasskey();
    expect(await use({ origin: 'https://desk.example.net' })).toBe('unauthenticated');
    expect(await use()).toBe('passkey');
  });

  test('whose counter goes back, as a copy’s would, is refused', async () => {
    const { use } = await withPasskey({ counter: 5 });
    expect(await use({ counter: 6 })).toBe('passkey');
    for (const counter of [6, 5, 0]) expect(await use({ counter })).toBe('unauthenticated');
    expect(await use({ counter: 7 })).toBe('passkey');
  });

  test('answers one challenge, and nobody but its owner', async () => {
    const [one, other] = await Promise.all([withPasskey(), withPasskey()]);
    const asked = await requestOptions(db(), one.person.id);
    const response = one.passkey.get(asked);
    expect(await one.answer({ passkey: { response, challenge: (await requestOptions(db(), one.person.id)).challenge } })).toBe('unauthenticated');
    expect(await other.answer({ passkey: { response, challenge: asked.challenge } })).toBe('unauthenticated');
  });

  test('is not enrolled twice', async () => {
    const { passkey, person, within } = await withPasskey();
    const options = await creationOptions(db(), person);
    expect(options.excludeCredentials).toMatchObject([{ id: passkey.id }]);
    const again = await within((ctx) => addPasskey(ctx, person.id, { response: passkey.create(options), challenge: options.challenge, name: 'Again' }));
    expect(again).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  });
});

test('five wrong codes lock codes out, with one alert to the admins; a passkey still gets in', async () => {
  const { answer, person, clock, codeAt } = await withTotp();
  clock.advance(STEP_MS);
  const origin = new URL(config().NEXTAUTH_URL).origin;
  const passkey = softwarePasskey(origin);
  const options = await creationOptions(db(), person);
  valueOf(await transact(db(), (tx) => addPasskey(contextOf(tx, actorOf(person), clock), person.id, { response: passkey.create(options), challenge: options.challenge, name: 'Key' })));
  for (let guess = 0; guess < 5; guess += 1) expect(await answer({ code: `not-a-code-${guess}` })).toBe('unauthenticated');
  expect(await answer({ code: await codeAt(0) })).toBe('too_many');
  expect(await answer({ code: await codeAt(0) })).toBe('too_many');
  const asked = await requestOptions(db(), person.id);
  expect(await answer({ passkey: { response: passkey.get(asked), challenge: asked.challenge } })).toBe('passkey');
  const of = { path: ['personId'], equals: person.id };
  expect(await db().alert.count({ where: { kind: 'locked_out', details: of } })).toBe(1);
  expect(await db().auditEvent.count({ where: { actorId: person.id, action: 'session.verification_failed' } })).toBe(5);
  expect(await db().auditEvent.count({ where: { actorId: person.id, action: 'session.locked_out' } })).toBe(1);
});

test('the demo’s button answers for its people, and for nobody else', async () => {
  const { answer } = await member();
  expect(await answer({ demo: true })).toBe('unauthenticated');
  const demo = await addMember('moderator', { isDemo: true });
  expect(await waysOf(db(), demo)).toEqual(['demo']);
});
