import { record } from '@/lib/audit';
import type { ApiKeySecret, Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';

const WARN_BEFORE_MS = 14 * 24 * 60 * 60_000;

/** A secret that is good now. */
export interface SecretRow {
  readonly id: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

export type KeyWarning = 'expired' | 'expires_soon' | 'never_used';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly ratePerMinute: number;
  readonly needsSignature: boolean;
  /** Of whose accounts it may ask for an erasure; null where of nobody's. */
  readonly platform: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** The newest first. */
  readonly secrets: readonly SecretRow[];
  readonly warnings: readonly KeyWarning[];
}

/** What an admin has to look at. A secret that ends because of a rotation is no cause for it: another lives on. */
function warningsOf(living: readonly Pick<ApiKeySecret, 'expiresAt' | 'lastUsedAt'>[], now: Date): KeyWarning[] {
  if (living.length === 0) return ['expired'];
  const endsAt = Math.max(...living.map(({ expiresAt }) => expiresAt.getTime()));
  return [
    ...(endsAt - now.getTime() <= WARN_BEFORE_MS ? (['expires_soon'] as const) : []),
    ...(living.every(({ lastUsedAt }) => lastUsedAt === null) ? (['never_used'] as const) : []),
  ];
}

/** Every key with its living secrets, the newest key first. Reading it is on the record. */
export async function listKeys(ctx: Ctx): Promise<Result<ApiKeyRow[]>> {
  const now = ctx.clock.now();
  const keys = await ctx.tx.apiKey.findMany({
    orderBy: { createdAt: 'desc' },
    include: { secrets: { where: { expiresAt: { gt: now } }, orderBy: { createdAt: 'desc' } } },
  });
  await record(ctx, { action: 'api_keys.read', details: {} });
  return ok(
    keys.map(({ id, name, scopes, ratePerMinute, needsSignature, platform, secrets, createdAt, revokedAt }) => ({
      id,
      name,
      scopes,
      ratePerMinute,
      needsSignature,
      platform,
      createdAt: createdAt.toISOString(),
      revokedAt: revokedAt?.toISOString() ?? null,
      secrets: revokedAt ? [] : secrets.map(rowOf),
      warnings: revokedAt ? [] : warningsOf(secrets, now),
    })),
  );
}

function rowOf({ id, prefix, createdAt, expiresAt, lastUsedAt }: ApiKeySecret): SecretRow {
  return { id, prefix, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
