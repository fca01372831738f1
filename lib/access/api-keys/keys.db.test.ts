import { beforeAll, expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock, randomIds } from '@/lib/kernel';
import { createKey } from './create';
import { findKey, markUsed } from './find';
import { listKeys } from './list';
import { revokeKey } from './revoke';
import { rotateKey } from './rotate';
import { type CreateKeyInput, ORDINARY_KEY } from './schema';

const database = testDatabase();
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let admin: PersonActor;

beforeAll(async () => {
  admin = await addPerson(database.client, 'admin');
});

const attempt = <T>(verb: (ctx: Ctx) => Promise<Result<T>>) => transact(database.client, (tx) => verb({ tx, actor: admin, clock, ids: randomIds, requestId: randomIds.next() }));

async function must<T>(verb: (ctx: Ctx) => Promise<Result<T>>): Promise<T> {
  const result = await attempt(verb);
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

const make = (name: string, change: Partial<CreateKeyInput> = {}) => must((ctx) => createKey(ctx, { ...ORDINARY_KEY, ...change, name }));
const opens = async (secret: string) => (await findKey(clock, `Bearer ${secret}`)) !== null;
const rowOf = async (name: string) => (await must(listKeys)).find((row) => row.name === name)!;
const eventsOf = (id: string) => database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id }] } }, orderBy: { seq: 'asc' }, select: { action: true, details: true } });

test('a key opens the door until it is revoked, is stored as a hash alone, and every other text opens nothing', async () => {
  const { id, secret, signingKey } = await make('Platform', { scopes: ['intake.items'] });
  expect(signingKey).toBeNull();
  expect(await findKey(clock, `Bearer ${secret}`)).toMatchObject({ actor: { kind: 'platform', id, name: 'Platform', scopes: ['intake.items'] } });
  expect(JSON.stringify([await database.client.apiKeySecret.findMany(), await must(listKeys)])).not.toContain(secret.slice(12));
  for (const header of [null, '', secret, `Bearer ${secret.slice(0, -1)}`, `Bearer ${secret}x`, `Basic ${secret}`, 'Bearer wk_']) {
    expect(await findKey(clock, header)).toBeNull();
  }
  await must((ctx) => revokeKey(ctx, { id }));
  await must((ctx) => revokeKey(ctx, { id }));
  expect(await opens(secret)).toBe(false);
  expect((await attempt((ctx) => rotateKey(ctx, { id, days: 30, overlapHours: 24 }))).ok).toBe(false);
  expect((await eventsOf(id)).map(({ action }) => action)).toEqual(['api_key.created', 'api_key.revoked']);
});

test('a demo may be given any word for a key, and its list shows half of it at most', async () => {
  await must((ctx) => createKey(ctx, { ...ORDINARY_KEY, name: 'Demo' }, 'demo-key'));
  expect(await opens('demo-key')).toBe(true);
  expect((await rowOf('Demo')).secrets.map(({ prefix }) => prefix)).toEqual(['demo']);
});

test('of two keys of one name made at once one is made, and the other is told that the name is taken', async () => {
  const results = await Promise.all([1, 2].map(() => attempt((ctx) => createKey(ctx, { ...ORDINARY_KEY, name: 'Twice' }))));
  expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(results.flatMap((result) => (result.ok ? [] : result.problem.fields))).toEqual([{ field: 'name', message: 'Is taken' }]);
});

test('a secret ends on its day', async () => {
  const { secret } = await make('Short', { days: 30 });
  clock.advance(30 * DAY - 1);
  expect(await opens(secret)).toBe(true);
  clock.advance(1);
  expect(await opens(secret)).toBe(false);
  expect(await rowOf('Short')).toMatchObject({ secrets: [], warnings: ['expired'] });
});

test('after a rotation both secrets work, each signed with its own key, until the overlap is over; then the new one alone', async () => {
  const first = await make('Rotating', { days: 90, needsSignature: true });
  const second = await must((ctx) => rotateKey(ctx, { id: first.id, days: 365, overlapHours: 24 }));
  expect(new Set([first.secret, second.secret, first.signingKey, second.signingKey]).size).toBe(4);
  expect([await opens(first.secret), await opens(second.secret)]).toEqual([true, true]);
  expect((await rowOf('Rotating')).secrets).toHaveLength(2);
  clock.advance(24 * HOUR - 1);
  expect([await opens(first.secret), await opens(second.secret)]).toEqual([true, true]);
  clock.advance(1);
  expect([await opens(first.secret), await opens(second.secret)]).toEqual([false, true]);
  expect((await rowOf('Rotating')).secrets).toHaveLength(1);
  expect(await eventsOf(first.id)).toMatchObject([{ action: 'api_key.created' }, { action: 'api_key.rotated', details: { overlapHours: 24 } }]);
});

test('an overlap never lengthens a secret’s life, and none ends it at once', async () => {
  const first = await make('Leaked', { days: 30 });
  clock.advance(29 * DAY);
  await must((ctx) => rotateKey(ctx, { id: first.id, days: 30, overlapHours: 168 }));
  clock.advance(DAY);
  expect(await opens(first.secret)).toBe(false);
  const second = await must((ctx) => rotateKey(ctx, { id: first.id, days: 30, overlapHours: 24 }));
  await must((ctx) => rotateKey(ctx, { id: first.id, days: 30, overlapHours: 0 }));
  expect(await opens(second.secret)).toBe(false);
});

test('the list says what was used when, to the minute, and warns of what ends soon and of what nobody uses', async () => {
  const { secret } = await make('Watched', { days: 30 });
  expect(await rowOf('Watched')).toMatchObject({ secrets: [{ lastUsedAt: null }], warnings: ['never_used'] });
  const use = async () => markUsed(clock, (await findKey(clock, `Bearer ${secret}`))!);
  await use();
  const usedAt = clock.now().toISOString();
  clock.advance(30_000);
  await use();
  expect(await rowOf('Watched')).toMatchObject({ secrets: [{ lastUsedAt: usedAt }], warnings: [] });
  clock.advance(16 * DAY);
  await use();
  expect(await rowOf('Watched')).toMatchObject({ secrets: [{ lastUsedAt: clock.now().toISOString() }], warnings: ['expires_soon'] });
});

test('reading the list is on the record', async () => {
  const before = await database.client.auditEvent.count({ where: { action: 'api_keys.read' } });
  await must(listKeys);
  expect(await database.client.auditEvent.count({ where: { action: 'api_keys.read', actorId: admin.id } })).toBe(before + 1);
});
