import { config } from '@/lib/kernel';
import { cookie, sessionCookieName } from './cookie';

const DAY_S = 24 * 60 * 60;

// Loaded when first asked for: the worker and the operator's programs use this module too, and serve no requests.
const jwt = () => import('next-auth/jwt');

/** The Set-Cookie value that carries a session row's id in next-auth's encrypted token, and nothing else. */
export async function sessionCookie(sessionId: string): Promise<string> {
  const token = await (await jwt()).encode({ token: { sid: sessionId }, secret: config().NEXTAUTH_SECRET, maxAge: DAY_S });
  return cookie(sessionCookieName(), token, DAY_S);
}

/** The session id in a cookie's value, or null; says nothing yet about its being valid. */
export async function sessionIdOf(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  try {
    const token = await (await jwt()).decode({ token: value, secret: config().NEXTAUTH_SECRET });
    return typeof token?.sid === 'string' ? token.sid : null;
  } catch {
    // Made with another secret, cut short, or too old: nobody's.
    return null;
  }
}
