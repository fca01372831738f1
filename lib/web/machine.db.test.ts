import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { createKey, revokeKey, rotateKey, signatureOf } from '@/lib/access';
import { type CreateKeyInput, ORDINARY_KEY, SIGNATURE_HEADERS, SIGNATURE_WINDOW_S } from '@/lib/access/schema';
import { type Ctx, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type Result, collect, randomIds, systemClock } from '@/lib/kernel';
import { jsonResponse } from './answers';
import { route } from './route';

// Redirects are for pages; outside of Next this module does not load, and no route for machines uses it.
vi.mock('next/navigation', () => ({}));

const database = testDatabase();
const URL_OF = 'http://127.0.0.1/api/intake/v1/items?draft=1';
const kept: string[] = [];
/** What a handler does: read the whole body, then keep it. */
const handler = route({
  permission: { scope: 'intake.items' },
  run: async ({ request }) => {
    const body = await collect(request.body ?? new Blob().stream(), 1_000_000);
    kept.push(new TextDecoder().decode(body ?? undefined));
    return jsonResponse({ kept: true }, 201);
  },
});

async function must<T>(verb: (ctx: Ctx) => Promise<Result<T>>): Promise<T> {
  const result = await transact(database.client, (tx) => verb({ tx, actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() }));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

const make = (change: Partial<CreateKeyInput> = {}) => must((ctx) => createKey(ctx, { ...ORDINARY_KEY, ...change, name: randomIds.next() }));
const eventsOf = (actorId: string) => database.client.auditEvent.findMany({ where: { actorId, action: { startsWith: 'access.' } }, orderBy: { seq: 'asc' }, select: { action: true, details: true } });

async function send(headers: Record<string, string>, body = 'beans', { url = URL_OF, method = 'POST' } = {}) {
  const response = await handler(new Request(url, { method, headers, body }), { params: Promise.resolve({}) });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), detail: ((await response.json()) as { detail?: string }).detail ?? '' };
}

interface Signing {
  readonly secret: string;
  readonly signingKey: string | null;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Headers of a well signed request; `change` is what somebody tampers with. */
function signed({ secret, signingKey }: Signing, { body = 'beans', path = '/api/intake/v1/items?draft=1', ageS = 0, nonce = randomIds.next() } = {}): Record<string, string> {
  const timestamp = String(Math.trunc(systemClock.now().getTime() / 1000) - ageS);
  const contentSha256 = sha256(body);
  return {
    Authorization: `Bearer ${secret}`,
    [SIGNATURE_HEADERS.timestamp]: timestamp,
    [SIGNATURE_HEADERS.nonce]: nonce,
    [SIGNATURE_HEADERS.contentSha256]: contentSha256,
    [SIGNATURE_HEADERS.signature]: signatureOf(signingKey ?? '', { timestamp, nonce, method: 'POST', path, contentSha256 }),
  };
}

test('a key is let in to what it has the scope for, within its rate; the first refusal of a minute is recorded, alone', async () => {
  const { id, secret } = await make({ scopes: ['intake.items'], ratePerMinute: 5 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => send({ Authorization: `Bearer ${secret}` })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(7);
  for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0);
  expect(await eventsOf(id)).toEqual([{ action: 'access.limited', details: { limit: 'api_key' } }]);
});

test('a key without the scope is told which it lacks', async () => {
  const { id, secret } = await make({ scopes: ['intake.media'] });
  expect(await send({ Authorization: `Bearer ${secret}` })).toMatchObject({ status: 403, detail: expect.stringContaining('intake.items') as unknown });
  expect(await eventsOf(id)).toMatchObject([{ action: 'access.refused' }]);
});

test('no key, an unknown one and a revoked one are refused in the same words; of one address only so often on the record', async () => {
  const { id, secret } = await make();
  await must((ctx) => revokeKey(ctx, { id }));
  const answers = [await send({}), await send({ Authorization: 'Bearer wk_unknown-key' }), await send({ Authorization: `Bearer ${secret}` })];
  expect(new Set(answers.map(({ status, detail }) => `${status} ${detail}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(401);
  for (let at = answers.length; at < 80; at += 1) await send({});
  const events = await database.client.auditEvent.findMany({ where: { actorKind: 'nobody' }, select: { action: true } });
  expect(events.filter(({ action }) => action === 'access.refused')).toHaveLength(60);
  expect(events.filter(({ action }) => action === 'access.limited')).toHaveLength(1);
});

test('a signed request is let in once', async () => {
  const key = await make({ needsSignature: true });
  const headers = signed(key);
  expect((await send(headers)).status).toBe(201);
  expect(await send(headers)).toMatchObject({ status: 401, detail: expect.stringContaining('Watchkeeper-Nonce: this one was used before') as unknown });
  expect((await send(signed(key))).status).toBe(201);
});

test('of 16 copies that arrive together one is let in', async () => {
  const headers = signed(await make({ needsSignature: true }));
  const answers = await Promise.all(Array.from({ length: 16 }, () => send(headers)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(15).fill(401)]);
});

test('during a rotation’s overlap each secret goes with its own signing key, and not with the other’s', async () => {
  const first = await make({ needsSignature: true });
  const second = await must((ctx) => rotateKey(ctx, { id: first.id, days: 90, overlapHours: 24 }));
  const statuses = [];
  for (const pair of [first, second, { secret: first.secret, signingKey: second.signingKey }]) statuses.push((await send(signed(pair))).status);
  expect(statuses).toEqual([201, 201, 401]);
});

test.each([
  ['not signed at all', (key: Signing) => ({ Authorization: `Bearer ${key.secret}` }), 'Watchkeeper-Timestamp'],
  ['signed with another key', (key: Signing) => signed({ ...key, signingKey: 'wks_another' }), 'which signing key'],
  ['signed for another path', (key: Signing) => signed(key, { path: '/api/intake/v1/media' }), 'what is signed'],
  ['signed too long ago', (key: Signing) => signed(key, { ageS: SIGNATURE_WINDOW_S + 5 }), 'Watchkeeper-Timestamp'],
  ['signed in a future too far', (key: Signing) => signed(key, { ageS: -SIGNATURE_WINDOW_S - 5 }), 'Watchkeeper-Timestamp'],
  ['signed for another body', (key: Signing) => signed(key, { body: 'peas' }), 'Watchkeeper-Content-SHA256'],
  ['of a short nonce', (key: Signing) => signed(key, { nonce: 'short' }), 'Watchkeeper-Nonce'],
  ['changed after it was signed', (key: Signing) => ({ ...signed(key), [SIGNATURE_HEADERS.nonce]: randomIds.next() }), 'what is signed'],
  ['of a signature that is none', (key: Signing) => ({ ...signed(key), [SIGNATURE_HEADERS.signature]: 'v1=0' }), 'Watchkeeper-Signature'],
])('a request that is %s is refused with 401, a word about where to look, and an entry; nothing of it is kept', async (_, headersOf, where) => {
  const key = await make({ needsSignature: true });
  const before = kept.length;
  const answer = await send(headersOf(key));
  expect(answer).toMatchObject({ status: 401, detail: expect.stringContaining(where) as unknown });
  expect(kept).toHaveLength(before);
  expect(await eventsOf(key.id)).toMatchObject([{ action: 'access.refused', details: { permission: 'intake.items', code: 'unauthenticated' } }]);
});

test('who cannot sign uses up nobody’s nonce', async () => {
  const key = await make({ needsSignature: true });
  const headers = signed(key);
  expect((await send({ ...headers, [SIGNATURE_HEADERS.signature]: `v1=${'0'.repeat(64)}` })).status).toBe(401);
  expect((await send(headers)).status).toBe(201);
});

test('a signing key lies sealed, and what is sealed for one secret does not open for another', async () => {
  const [one, other] = [await make({ needsSignature: true }), await make({ needsSignature: true })];
  const rows = await database.client.apiKeySecret.findMany({ where: { keyId: { in: [one.id, other.id] } } });
  expect(JSON.stringify(rows)).not.toContain(one.signingKey);
  const sealed = rows.find(({ keyId }) => keyId === other.id)!.sealedSigningKey;
  await database.client.apiKeySecret.updateMany({ where: { keyId: one.id }, data: { sealedSigningKey: sealed } });
  expect((await send(signed({ secret: one.secret, signingKey: other.signingKey }))).status).toBe(503);
});
