import { createHash, timingSafeEqual } from 'node:crypto';

/** A check of HTTP Basic credentials that takes the same time whatever is wrong with them. */
export function basicCheck(username: string, password: string): (header: string | undefined) => boolean {
  const expected = digest(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  return (header) => timingSafeEqual(digest(header ?? ''), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
