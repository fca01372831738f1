import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** What stands behind the # of a join link: 256 random bits in base64url. It is shown once and never kept. */
export function drawInvitationToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept of it, SHA-256: the token is random and long enough that a slow hash would add nothing. */
export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}
