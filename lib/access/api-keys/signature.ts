import { createHmac, timingSafeEqual } from 'node:crypto';
import { db } from '@/lib/db';
import { type Clock, type Result, fail, ok } from '@/lib/kernel';
import { openSecret } from '../seal';
import type { FoundKey } from './find';
import { SIGNATURE_HEADERS, SIGNATURE_WINDOW_S } from './schema';

const VERSION = 'v1=';
const FORMS = {
  timestamp: [/^\d{1,12}$/, 'seconds since 1970 as a whole number'],
  nonce: [/^[\w.~+/=-]{16,64}$/, '16 to 64 letters, digits or . _ ~ + / = -, another one for each try'],
  contentSha256: [/^[0-9a-f]{64}$/, 'the SHA-256 of the body in lower-case hex'],
  signature: [/^v1=[0-9a-f]{64}$/, 'v1= and the HMAC-SHA256 in lower-case hex'],
} as const;

/** What a signature is made over, one line each. */
export interface Signed {
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  /** With its query, as it was asked for. */
  readonly path: string;
  readonly contentSha256: string;
}

/** The signature header's value. */
export function signatureOf(signingKey: string, { timestamp, nonce, method, path, contentSha256 }: Signed): string {
  return VERSION + createHmac('sha256', signingKey).update([timestamp, nonce, method, path, contentSha256].join('\n')).digest('hex');
}

const refuse = (part: string) => fail('unauthenticated', `The request’s signature was not accepted, and nothing was kept. Look at ${part}.`);

function readHeaders(headers: Headers): Result<Record<keyof typeof FORMS, string>> {
  const values = { timestamp: '', nonce: '', contentSha256: '', signature: '' };
  for (const part of Object.keys(FORMS) as (keyof typeof FORMS)[]) {
    const value = headers.get(SIGNATURE_HEADERS[part]) ?? '';
    const [form, words] = FORMS[part];
    if (!form.test(value)) return refuse(`the header ${SIGNATURE_HEADERS[part]}: it has to be ${words}`);
    values[part] = value;
  }
  return ok(values);
}

/** Whether the nonce is new under this secret. It is kept for as long as its timestamp could be accepted by anybody. */
async function spendNonce(secretId: string, nonce: string, timestamp: number): Promise<boolean> {
  const expiresAt = new Date((timestamp + 2 * SIGNATURE_WINDOW_S) * 1000);
  const { count } = await db().apiNonce.createMany({ data: [{ secretId, nonce, expiresAt }], skipDuplicates: true });
  return count === 1;
}

/**
 * Checks a signed request before its body is read: the parts are there, the time is near ours, the signature fits,
 * and it is the first of its nonce. A nonce is spent only by who could sign. Every refusal is a 401 that says which
 * part to look at.
 * @returns what the body's SHA-256 has to be.
 */
export async function checkSignature(clock: Clock, { secretId, sealedSigningKey }: FoundKey, request: { method: string; path: string; headers: Headers }): Promise<Result<{ contentSha256: string }>> {
  const given = readHeaders(request.headers);
  if (!given.ok) return given;
  const { timestamp, nonce, contentSha256, signature } = given.value;
  if (Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) > SIGNATURE_WINDOW_S) {
    return refuse(`${SIGNATURE_HEADERS.timestamp} and at your clock: they may be ${SIGNATURE_WINDOW_S} seconds from ours`);
  }
  if (!sealedSigningKey) throw new Error('a key whose requests are signed has a secret without a signing key');
  const expected = signatureOf(await openSecret(sealedSigningKey, secretId), { timestamp, nonce, method: request.method, path: request.path, contentSha256 });
  // Both have the same length by now: the form was checked.
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) {
    return refuse('what is signed (timestamp, nonce, method, path, SHA-256 of the body, one a line) and which signing key signs it');
  }
  if (!(await spendNonce(secretId, nonce, Number(timestamp)))) return refuse(`${SIGNATURE_HEADERS.nonce}: this one was used before`);
  return ok({ contentSha256 });
}
