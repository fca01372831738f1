import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url: what a cookie or a link carries. */
export function drawToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, under which a random secret is kept; it is long enough that a slow hash would add nothing. */
export function digestOf(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(secret).digest());
}
