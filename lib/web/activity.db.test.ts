import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openSession } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { type Actor, NOBODY, fail, manualClock, ok, randomIds } from '@/lib/kernel';
import { action } from './action';
import { jsonResponse } from './answers';
import { route } from './route';

// Outside of Next there is no request to read a session from.
const request: { actor: Actor } = { actor: NOBODY };
vi.mock('./who', () => ({ currentActor: () => Promise.resolve(request.actor), isForeignRequest: () => Promise.resolve(false) }));
vi.mock('next/navigation', () => ({ unstable_rethrow: () => undefined }));

const database = testDatabase();
const TEN_MINUTES_AGO = manualClock(new Date(Date.now() - 600_000));
const operation = { permission: 'session.own', input: z.object({}), run: () => Promise.resolve(ok()) } as const;
const answer = { permission: 'session.own', run: () => Promise.resolve(jsonResponse({})) } as const;

beforeEach(async () => {
  const { id } = await addPerson(database.client, 'moderator');
  const person = await db().person.findUniqueOrThrow({ where: { id } });
  const opened = await transact(db(), async (tx) => ok(await openSession({ tx, clock: TEN_MINUTES_AGO, ids: randomIds, requestId: randomIds.next() }, person, 'passkey', { device: 'A test', address: null })));
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  request.actor = opened.value;
});

async function isTouched(): Promise<boolean> {
  if (request.actor.kind !== 'person') return false;
  const { lastSeenAt } = await db().session.findUniqueOrThrow({ where: { id: request.actor.sessionId } });
  return lastSeenAt > TEN_MINUTES_AGO.now();
}
async function minutes(): Promise<number> {
  return request.actor.kind === 'person' ? db().deskMinute.count({ where: { personId: request.actor.id } }) : 0;
}
const send = (handler: ReturnType<typeof route>, method: string) => handler(new Request('http://127.0.0.1/', { method }), { params: Promise.resolve({}) });

test('an act of a person starts their idle time anew', async () => {
  await action(operation)({});
  expect(await isTouched()).toBe(true);
});

test('acts of a person count as a minute at the desk, once however many', async () => {
  const before = Math.floor(Date.now() / 60_000);
  await action(operation)({});
  await send(route(answer), 'POST');
  await action(operation)({});
  const passed = Math.floor(Date.now() / 60_000) - before;
  const noted = await minutes();
  expect(noted).toBeGreaterThan(0);
  expect(noted).toBeLessThanOrEqual(1 + passed);
});

test('of who reviews nothing no minutes are kept', async () => {
  if (request.actor.kind === 'person') request.actor = { ...request.actor, role: 'auditor' };
  await action(operation)({});
  expect(await isTouched()).toBe(true);
  expect(await minutes()).toBe(0);
});

test('a minute that cannot be noted is in nobody’s way', async () => {
  await database.owner.query('ALTER TABLE "DeskMinute" RENAME TO "Elsewhere"');
  try {
    expect(await action(operation)({})).toMatchObject({ ok: true });
  } finally {
    await database.owner.query('ALTER TABLE "Elsewhere" RENAME TO "DeskMinute"');
  }
  await action(operation)({});
  expect(await minutes()).toBe(1);
});

test('a refused act is one all the same', async () => {
  await action({ ...operation, run: () => Promise.resolve(fail('conflict', 'Not now.')) })({});
  expect(await isTouched()).toBe(true);
});

test('what a person sends to a route is an act', async () => {
  await send(route(answer), 'POST');
  expect(await isTouched()).toBe(true);
});

test('what pages do by themselves is not, nor is reading', async () => {
  await action({ ...operation, isAutomatic: true })({});
  await send(route({ ...answer, isAutomatic: true }), 'POST');
  await send(route(answer), 'GET');
  expect(await isTouched()).toBe(false);
  expect(await minutes()).toBe(0);
});
