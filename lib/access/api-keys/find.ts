import { db } from '@/lib/db';
import type { Clock, PlatformActor } from '@/lib/kernel';
import { digestOf, isKeyForm } from './secrets';

const TOUCH_EVERY_MS = 60_000;

/** The secret that a request came with, and the key it belongs to. */
export interface FoundKey {
  readonly actor: PlatformActor;
  readonly secretId: string;
  readonly ratePerMinute: number;
  readonly needsSignature: boolean;
  readonly sealedSigningKey: string | null;
}

/** The key behind an `Authorization: Bearer …` header, or null when it is unknown, expired or revoked: all alike. */
export async function findKey(clock: Clock, header: string | null): Promise<FoundKey | null> {
  const secret = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (!secret || !isKeyForm(secret)) return null;
  // Looked up by its hash: what the index's timing could tell is about a hash, from which no key follows.
  const found = await db().apiKeySecret.findUnique({ where: { secretHash: digestOf(secret) }, include: { key: true } });
  if (!found || found.key.revokedAt || clock.now() >= found.expiresAt) return null;
  const { id, name, scopes, ratePerMinute, needsSignature } = found.key;
  return { actor: { kind: 'platform', id, name, scopes }, secretId: found.id, ratePerMinute, needsSignature, sealedSigningKey: found.sealedSigningKey };
}

/** Notes that a secret let a request in, to the minute. */
export async function markUsed(clock: Clock, { secretId }: FoundKey): Promise<void> {
  const now = clock.now();
  await db().apiKeySecret.updateMany({
    where: { id: secretId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - TOUCH_EVERY_MS) } }] },
    data: { lastUsedAt: now },
  });
}
