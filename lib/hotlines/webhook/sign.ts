import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** As standardwebhooks.com asks of a shared secret. */
const SECRET_BYTES = { least: 24, most: 64, ours: 32 };

function keyOf(secret: string): Buffer | null {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  if (!BASE64.test(text)) return null;
  const key = Buffer.from(text, 'base64');
  return key.length >= SECRET_BYTES.least && key.length <= SECRET_BYTES.most ? key : null;
}

/** Whether this can be a shared secret: `whsec_` and 24 to 64 bytes in base64. */
export function isWebhookSecret(secret: string): boolean {
  return keyOf(secret) !== null;
}

/** A new shared secret of 32 bytes. */
export function drawWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES.ours).toString('base64');
}

/**
 * The value of `webhook-signature` by standardwebhooks.com: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64.
 * @param timestamp seconds since 1970, as in `webhook-timestamp`.
 * @throws Error when the secret is none; the message never holds it.
 */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
  const key = keyOf(secret);
  if (!key) throw new Error(`A webhook secret is ${PREFIX} and ${SECRET_BYTES.least} to ${SECRET_BYTES.most} bytes in base64.`);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
