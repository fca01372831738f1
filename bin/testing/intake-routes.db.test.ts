import { beforeAll, describe, expect, test, vi } from 'vitest';
import { POST as postItems } from '@/app/api/intake/v1/items/route';
import { POST as postMedia } from '@/app/api/intake/v1/media/route';
import { createKey, drawKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { draw } from '@/lib/evidence/testing';
import { randomIds, systemClock } from '@/lib/kernel';

// Redirects are for pages; outside of Next this module does not load, and no route for machines uses it.
vi.mock('next/navigation', () => ({}));

testDatabase();
const [key, narrowKey, revokedKey] = [drawKey(), drawKey(), drawKey()];
const context = { params: Promise.resolve({}) };
const anyText: unknown = expect.any(String);
const address = 'http://127.0.0.1/api/intake/v1';
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  picture = Uint8Array.from(await draw(31).jpeg().toBuffer());
  const system = { actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  for (const [name, secret] of [['good', key], ['narrow', narrowKey], ['revoked', revokedKey]] as const) await transact(db(), (tx) => createKey({ ...system, tx }, { ...ORDINARY_KEY, name }, secret));
  await db().apiKey.update({ where: { name: 'narrow' }, data: { scopes: [] } });
  await db().apiKey.update({ where: { name: 'revoked' }, data: { revokedAt: new Date('2026-01-01T00:00:00Z') } });
});

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function answerOf(response: Response): Promise<Sent> {
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

const bearer = (secret: string | null): Record<string, string> => (secret ? { Authorization: `Bearer ${secret}` } : {});

async function sendItems(body: unknown, { secret = key, type = 'application/json' }: { secret?: string | null; type?: string } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answerOf(await postItems(new Request(`${address}/items`, { method: 'POST', headers: { ...bearer(secret), 'Content-Type': type }, body: text }), context));
}

async function sendMedia(body: Uint8Array<ArrayBuffer>, { secret = key, type = 'image/jpeg', length }: { secret?: string | null; type?: string; length?: number } = {}) {
  const headers = { ...bearer(secret), 'Content-Type': type, ...(length !== undefined && { 'Content-Length': String(length) }) };
  return answerOf(await postMedia(new Request(`${address}/media`, { method: 'POST', headers, body }), context));
}

const item = (externalId: string, change: Record<string, unknown> = {}) => ({
  externalId, platform: 'Example Messenger', occurredAt: '2026-11-20T08:15:00+01:00', subject: { externalId: `subject-of-${externalId}` },
  signals: [{ kind: 'user_report', reason: 'child_safety' }], ...change,
});

describe('only a key with the scope is let in', () => {
  test.each([['no key', null], ['no key of ours', 'abc'], ['an unknown key', drawKey()], ['a revoked key', revokedKey]])('%s: 401, with how to sign in', async (_, secret) => {
    for (const sent of [await sendItems(item('x'), { secret }), await sendMedia(picture, { secret })]) {
      expect(sent.status).toBe(401);
      expect(sent.headers.get('www-authenticate')).toBe('Bearer');
      expect(sent.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('a key without the scope: 403, and the refusal is in the trail', async () => {
    expect(await sendItems(item('x'), { secret: narrowKey })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })).toMatchObject({ action: 'access.refused', outcome: 'refused', actorName: 'narrow' });
  });
});

test('a picture answers 201 with its hashes, and the same bytes 200 with the first file', async () => {
  const first = await sendMedia(picture);
  const again = await sendMedia(picture, { type: 'application/octet-stream' });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toMatchObject({ mediaId: first.body.mediaId, sha256: first.body.sha256 });
  expect(first.body).toMatchObject({ width: null, height: null, contentType: 'image/jpeg', byteSize: picture.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  expect(first.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['an empty body', new Uint8Array(), 'image/jpeg', 400], ['a text', new TextEncoder().encode('hello'), 'text/plain', 415], ['a text that is called a picture', new TextEncoder().encode('hello'), 'image/png', 415],
  ['SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 415], ['something unknown that nobody calls a picture', Uint8Array.of(0, 1, 2, 3), 'application/zip', 415],
])('%s is not taken in: %#', async (_, body, type, status) => {
  const sent = await sendMedia(body, { type });
  expect(sent.status).toBe(status);
  expect(sent.body).toMatchObject({ status, detail: anyText, errors: [{ field: '(body)' }], requestId: anyText });
});

test('a body that says it is beyond the limit is answered 413 before it is read', async () => {
  expect(await sendMedia(picture.slice(0, 100), { length: 2_147_483_648 })).toMatchObject({ status: 413, body: { code: 'too_large' } });
});

test('what cannot be read is kept all the same: a cut picture, a wrong label, a kind that is not known', async () => {
  const other = Uint8Array.from(await draw(32).jpeg().toBuffer());
  expect(await sendMedia(other.slice(0, 2_000))).toMatchObject({ status: 201, body: { contentType: 'image/jpeg', width: null } });
  expect(await sendMedia(other, { type: 'image/png' })).toMatchObject({ status: 201, body: { contentType: 'image/jpeg' } });
  expect(await sendMedia(Uint8Array.of(0, 1, 2, 3, 4), { type: 'image/x-new' })).toMatchObject({ status: 201, body: { contentType: 'application/octet-stream' } });
  const rows = await db().media.findMany({ orderBy: { createdAt: 'desc' }, take: 2, select: { claimedType: true } });
  expect(rows.map(({ claimedType }) => claimedType)).toEqual(['image/x-new', 'image/png']);
});

test('an item answers 201, again 200 with the first answer, and with another body 409', async () => {
  const first = await sendItems(item('one'));
  const again = await sendItems(item('one'));
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(await sendItems(item('one', { severityHint: 'high' }))).toMatchObject({ status: 409, body: { code: 'conflict', errors: [{ field: 'externalId' }] } });
});

test('a batch answers 207 with a result for each index', async () => {
  const { status, body } = await sendItems({ items: [item('a'), item('b', { signals: [] }), item('one')] });
  expect(status).toBe(207);
  expect(body.results).toMatchObject([{ index: 0, status: 201, externalId: 'a' }, { index: 1, status: 400, problem: { code: 'invalid', errors: [{ field: 'signals' }] } }, { index: 2, status: 200 }]);
});

test.each([
  ['what is not JSON', '{"externalId":', 'application/json', 400], ['JSON that is not said to be', '{}', 'text/plain', 415],
  ['an empty object', '{}', 'application/json', 400], ['a file that was never sent', JSON.stringify(item('m', { signals: [{ kind: 'trusted_flagger', mediaId: randomIds.next() }] })), 'application/json', 422],
  ['a body beyond the limit', `"${'x'.repeat(24 * 1024 * 1024)}"`, 'application/json', 413],
])('%s is no item: %#', async (_, body, type, status) => {
  expect(await sendItems(body, { type })).toMatchObject({ status, body: { status, requestId: anyText } });
});

test('an answer about bad input names its fields and repeats none of their contents', async () => {
  const secret = 'zucchini-canary';
  const { status, body } = await sendItems(item('leak', { subject: { externalId: secret, emails: [{ address: 7 }], profileUrl: secret }, messages: [{ externalId: 'm', senderId: secret, sentAt: secret, text: secret }] }));
  expect(status).toBe(400);
  expect((body.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual(['messages/0/sentAt', 'subject/emails/0/address', 'subject/profileUrl']);
  expect(JSON.stringify(body)).not.toContain(secret);
});

test('half a character, as truncated names have it, loses no item: not the first time, nor again, nor in any name', async () => {
  const half = (word: string) => `${word}\ud83d`;
  const person = { externalId: half('person'), screenName: half('name'), profileUrl: `https://example.com/${half('p')}`, emails: [{ address: half('a') }] };
  const change = { platform: half('platform'), subject: person, conversation: { externalId: half('dm') }, messages: [{ externalId: half('m'), senderId: half('person'), sentAt: '2026-11-20T08:15:00Z', text: half('text') }] };
  const sent = [await sendItems(item(half('first'), change)), await sendItems(item('second', change)), await sendItems(item(half('first'), change))];
  expect(sent.map(({ status }) => status)).toEqual([201, 201, 200]);
  expect(sent[2]?.body.itemId).toBe(sent[0]?.body.itemId);
});
