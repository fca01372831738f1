import { beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { transact } from '@/lib/db';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { type Actor, NOBODY, ok, randomIds, systemClock } from '@/lib/kernel';
import { action } from './action';
import { jsonResponse } from './answers';
import { route } from './route';

// Outside of Next there is no request to read a session from; who asks, and from where, is what these tests vary.
const request: { actor: Actor; isForeign: boolean } = { actor: NOBODY, isForeign: false };
vi.mock('./who', () => ({ currentActor: () => Promise.resolve(request.actor), isForeignRequest: () => Promise.resolve(request.isForeign) }));
vi.mock('next/navigation', () => ({ unstable_rethrow: () => undefined }));

const database = testDatabase();
const context = { params: Promise.resolve({}) };
const send = (handler: ReturnType<typeof route>, method = 'POST') => handler(new Request('http://127.0.0.1/', { method }), context);
const refusals = () => database.client.auditEvent.findMany({ where: { action: 'access.refused' }, select: { actorId: true, details: true } });
const failing = () => Promise.reject(new Error('canary'));

beforeEach(async () => {
  request.actor = await addPerson(database.client, 'supervisor');
  request.isForeign = false;
});

test('what another site sends in a person’s name is refused and on the record, by route and by action', async () => {
  request.isForeign = true;
  const answer = await send(route({ permission: 'audit.read', run: () => Promise.resolve(jsonResponse({})) }));
  const acted = await action({ permission: 'queue.take', input: z.object({}), run: () => Promise.resolve(ok()) })({});
  expect([answer.status, acted.ok === false && acted.code]).toEqual([403, 'forbidden']);
  const actorId = request.actor.kind === 'person' ? request.actor.id : '';
  expect((await refusals()).filter((each) => each.actorId === actorId)).toEqual([
    { actorId, details: { code: 'forbidden', permission: 'audit.read' } },
    { actorId, details: { code: 'forbidden', permission: 'queue.take' } },
  ]);
});

test('an unexpected failure says nothing of its cause and gives a number to quote', async () => {
  const answer = await send(route({ permission: 'audit.read', run: failing }));
  const body = await answer.text();
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([503, 'no-store', 'application/problem+json']);
  expect(body).toMatch(/"requestId":"[0-9a-f-]{36}"/);
  const acted = await action({ permission: 'queue.take', input: z.object({}), run: failing })({});
  expect(acted).toMatchObject({ ok: false, code: 'unavailable' });
  expect(body + JSON.stringify(acted)).not.toContain('canary');
});

test('nobody is let in, and is told how to come in', async () => {
  request.actor = NOBODY;
  const answer = await send(route({ permission: 'queue.read', run: () => Promise.resolve(jsonResponse({})) }), 'GET');
  expect(answer.status).toBe(401);
});

test('a route for people and programs asks whoever brings a key for its scope, whoever is signed in beside it, and others for the permission', async () => {
  const handler = route({ permission: { permission: 'audit.entries', scope: 'audit.read' }, run: ({ actor }) => Promise.resolve(jsonResponse({ kind: actor.kind })) });
  const keyWith = async (scope: 'audit.read' | 'audit.witness') => {
    const ctx = { actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
    const made = await transact(database.client, (tx) => createKey({ ...ctx, tx }, { ...ORDINARY_KEY, name: randomIds.next(), scopes: [scope] }));
    return made.ok ? `Bearer ${made.value.secret}` : '';
  };
  const ask = async (actor: Actor, Authorization?: string) => {
    request.actor = actor;
    const answer = await handler(new Request('http://127.0.0.1/', { headers: Authorization === undefined ? {} : { Authorization } }), context);
    return answer.status === 200 ? ((await answer.json()) as { kind: string }).kind : answer.status;
  };
  const [auditor, supervisor] = [await addPerson(database.client, 'auditor'), await addPerson(database.client, 'supervisor')];
  const [good, other] = [await keyWith('audit.read'), await keyWith('audit.witness')];
  expect([await ask(auditor), await ask(supervisor), await ask(NOBODY)]).toEqual(['person', 403, 401]);
  expect([await ask(NOBODY, good), await ask(supervisor, good), await ask(auditor, other), await ask(auditor, 'Bearer wk_unknown-key')]).toEqual(['platform', 'platform', 403, 401]);
});
