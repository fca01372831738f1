import { createHash, randomBytes } from 'node:crypto';
import type { ApiKey, Ctx } from '@/lib/db';
import { sealSecret } from '../seal';

/** What may be a secret at all; ours are `wk_` and 43 characters, one that a demo is given may be any word. */
const FORM = /^[\x21-\x7e]{8,200}$/;
const PREFIX_LENGTH = 10;
const DAY_MS = 24 * 60 * 60_000;

const draw = (kind: 'wk' | 'wks') => `${kind}_${randomBytes(32).toString('base64url')}`;

/** A new secret: `wk_` and 256 random bits in base64url. */
export function drawKey(): string {
  return draw('wk');
}

/** Whether a text can be a secret: 8 to 200 visible ASCII characters. */
export function isKeyForm(secret: string): boolean {
  return FORM.test(secret);
}

export const digestOf = (secret: string) => Uint8Array.from(createHash('sha256').update(secret).digest());

/** What its platform is told once, and nobody can read again. */
export interface NewSecret {
  readonly id: string;
  readonly secret: string;
  /** Where the key's requests are signed: what with. */
  readonly signingKey: string | null;
}

/** Adds a secret to a key: the secret as its hash, what signs (it is needed again to check) sealed for this row. */
export async function addSecret({ tx, ids, clock }: Ctx, key: Pick<ApiKey, 'id' | 'needsSignature'>, days: number, secret = drawKey()): Promise<NewSecret> {
  const id = ids.next();
  const now = clock.now();
  const signingKey = key.needsSignature ? draw('wks') : null;
  await tx.apiKeySecret.create({
    data: {
      id,
      keyId: key.id,
      prefix: secret.slice(0, Math.min(PREFIX_LENGTH, secret.length / 2)),
      secretHash: digestOf(secret),
      sealedSigningKey: signingKey && (await sealSecret(signingKey, id)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + days * DAY_MS),
    },
  });
  return { id: key.id, secret, signingKey };
}
