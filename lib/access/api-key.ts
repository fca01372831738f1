import { createHash, randomBytes } from 'node:crypto';
import { record } from '@/lib/audit';
import { type Ctx, db } from '@/lib/db';
import { type Clock, type PlatformActor, type Result, fail, ok } from '@/lib/kernel';
import { SCOPES } from './schema';

/** What may be a key at all; ours are `wk_` and 43 characters, one that a demo is given may be any word. */
const FORM = /^[\x21-\x7e]{8,200}$/;
const PREFIX_LENGTH = 10;
const YEAR_MS = 365 * 24 * 60 * 60_000;
const TOUCH_EVERY_MS = 60_000;

const digest = (secret: string) => Uint8Array.from(createHash('sha256').update(secret).digest());

/** A new key: `wk_` and 256 random bits in base64url. */
export function drawKey(): string {
  return `wk_${randomBytes(32).toString('base64url')}`;
}

/** Whether a text can be a key: 8 to 200 visible ASCII characters. */
export function isKeyForm(secret: string): boolean {
  return FORM.test(secret);
}

/** Stores the key's hash; the secret is returned once and cannot be read again. */
export async function issueKey(ctx: Ctx, { name }: { name: string }, secret = drawKey()): Promise<Result<{ id: string; secret: string }>> {
  if (await ctx.tx.apiKey.findUnique({ where: { name } })) {
    return fail('conflict', `A key called “${name}” exists already. Choose another name.`, [{ field: 'name', message: 'Is taken' }]);
  }
  const id = ctx.ids.next();
  await ctx.tx.apiKey.create({
    data: {
      id,
      name,
      scopes: [...SCOPES],
      createdAt: ctx.clock.now(),
      createdById: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    },
  });
  await ctx.tx.apiKeySecret.create({
    data: {
      id: ctx.ids.next(),
      keyId: id,
      prefix: secret.slice(0, Math.min(PREFIX_LENGTH, secret.length / 2)),
      secretHash: digest(secret),
      createdAt: ctx.clock.now(),
      expiresAt: new Date(ctx.clock.now().getTime() + YEAR_MS),
    },
  });
  await record(ctx, { action: 'api_key.created', details: { scopes: [...SCOPES] }, targets: [{ type: 'api_key', id, label: name }] });
  return ok({ id, secret });
}

/** From the next request on the key is refused. Revoking twice changes nothing. */
export async function revokeKey(ctx: Ctx, { id }: { id: string }): Promise<Result<void>> {
  const key = await ctx.tx.apiKey.findUnique({ where: { id } });
  if (!key) return fail('not_found', 'There is no such key.');
  if (key.revokedAt) return ok();
  await ctx.tx.apiKey.update({ where: { id }, data: { revokedAt: ctx.clock.now() } });
  await record(ctx, { action: 'api_key.revoked', details: {}, targets: [{ type: 'api_key', id, label: key.name }] });
  return ok();
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export async function listKeys({ tx }: Ctx): Promise<Result<ApiKeyRow[]>> {
  const keys = await tx.apiKey.findMany({ orderBy: { createdAt: 'desc' }, include: { secrets: true } });
  return ok(
    keys.map(({ id, name, secrets, createdAt, revokedAt }) => ({
      id,
      name,
      prefix: secrets[0]?.prefix ?? '',
      createdAt: createdAt.toISOString(),
      lastUsedAt: secrets[0]?.lastUsedAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
  );
}

/** The platform behind an `Authorization: Bearer …` header, or null. */
export async function platformOfKey(clock: Clock, header: string | null): Promise<PlatformActor | null> {
  const secret = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (!secret || !isKeyForm(secret)) return null;
  // Looked up by its hash: what the index's timing could tell is about a hash, from which no key follows.
  const found = await db().apiKeySecret.findUnique({ where: { secretHash: digest(secret) }, include: { key: true } });
  const now = clock.now();
  if (!found || found.key.revokedAt || now >= found.expiresAt) return null;
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
    await db().apiKeySecret.update({ where: { id: found.id }, data: { lastUsedAt: now } });
  }
  const { key } = found;
  return { kind: 'platform', id: key.id, name: key.name, scopes: key.scopes };
}
