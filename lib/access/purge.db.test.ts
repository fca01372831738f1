import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { contextOf, testDatabase } from '@/lib/db/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { purgeExpired } from './purge';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T03:00:00Z'));
const system = { kind: 'system', name: 'test' } as const;

test('what only counted for a while goes when its time is over, and nothing before', async () => {
  const { client } = database;
  const [now, over] = [clock.now(), new Date(clock.now().getTime() - 1)];
  const key = await client.apiKey.create({ data: { id: randomIds.next(), name: 'Test', scopes: [], createdAt: now } });
  const secret = await client.apiKeySecret.create({ data: { id: randomIds.next(), keyId: key.id, prefix: 'wk_', secretHash: new Uint8Array(32), createdAt: now, expiresAt: over } });
  const later = new Date(now.getTime() + 1);
  for (const [name, expiresAt] of [['over', over], ['open', later]] as const) {
    await client.signIn.create({ data: { id: randomIds.next(), tokenHash: new TextEncoder().encode(name), createdAt: now, expiresAt } });
    await client.apiNonce.create({ data: { secretId: secret.id, nonce: name, expiresAt } });
    await client.rateLimit.create({ data: { key: name, points: 1, expire: BigInt(expiresAt.getTime()) } });
  }
  expect((await transact(client, (tx) => purgeExpired(contextOf(tx, system, clock)))).ok).toBe(true);
  expect(await client.signIn.count()).toBe(1);
  expect((await client.apiNonce.findMany()).map(({ nonce }) => nonce)).toEqual(['open']);
  expect((await client.rateLimit.findMany()).map(({ key: left }) => left)).toEqual(['open']);
  expect(await client.apiKeySecret.count()).toBe(1);
});
