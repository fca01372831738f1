import { type Begun, type SignedIn, expiredCookie, sessionCookie, signInCookie, signInCookieName } from '@/lib/access';
import { jsonResponse } from '@/lib/web';

/** The first factor was right; the cookie knows the sign-in until the second is, too. */
export function begunResponse({ token, step }: Begun): Response {
  return jsonResponse(step, 200, [signInCookie(token)]);
}

/** Somebody is in: their session's cookie, and no more of the sign-in. `shown` is for their eyes, once. */
export async function signedInResponse({ personId, home, sessionId }: SignedIn<unknown>, shown: object = {}): Promise<Response> {
  return jsonResponse({ personId, home, ...shown }, 200, [await sessionCookie(sessionId), expiredCookie(signInCookieName())]);
}
