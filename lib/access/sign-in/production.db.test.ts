import { expect, test } from 'vitest';
import { db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { config, ok, randomIds, systemClock } from '@/lib/kernel';
import { demoPeople } from '../demo-people';
import { answerSecondFactor, waysOf } from '../factors';
import { findSession } from '../sessions/find';
import { openSession } from '../sessions/open';
import { PASSWORD, addMember, arrival, valueOf } from '../testing';
import { beginSignIn, finishSignIn, signInByPassword, signInBySecondFactor, whereSignInStands } from './index';

// The one switch there is, as a deployment sets it.
process.env.TEST_MODE = 'false';
process.env.NEXTAUTH_URL = 'https://desk.example.com';

testDatabase();

test('outside of test mode nothing lets the demo’s people in: no password, no button, no session they have', async () => {
  expect(config().TEST_MODE).toBe(false);
  const demo = await addMember('moderator', { isDemo: true });
  const real = await addMember('moderator');
  const at = arrival();

  expect(await signInByPassword(at, { email: demo.email, password: PASSWORD })).toEqual(await signInByPassword(at, { email: demo.email, password: 'wrong' }));
  expect(await waysOf(db(), demo)).toEqual([]);
  expect(await demoPeople()).toEqual([]);
  expect(await answerSecondFactor(at, demo, { demo: true })).toMatchObject({ ok: false });

  // Even with a sign-in under way, or a session, from before the switch.
  const token = valueOf(await transact(db(), async (tx) => ok(await beginSignIn(tx, at, { personId: demo.id, firstFactor: 'password' }))));
  expect(await whereSignInStands({ ...at, token })).toEqual({ next: 'nothing' });
  expect(await signInBySecondFactor({ ...at, token }, { demo: true })).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
  expect(await finishSignIn(at, { personId: demo.id, method: 'demo' })).toMatchObject({ ok: false });
  const session = valueOf(await transact(db(), async (tx) => ok(await openSession({ tx, clock: systemClock, ids: randomIds, requestId: randomIds.next() }, demo, 'demo', at.client))));
  expect(await findSession(systemClock, session.sessionId)).toBeNull();

  // The button answers for no real person either, who signs in as ever.
  const begun = valueOf(await signInByPassword(arrival(), { email: real.email, password: PASSWORD }));
  expect(begun.step).toEqual({ next: 'enrol' });
  expect(await signInBySecondFactor({ ...arrival(), token: begun.token }, { demo: true })).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
});
