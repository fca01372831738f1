import type { NextAuthOptions } from 'next-auth';
import { randomIds, systemClock } from '@/lib/kernel';
import { signIn } from './sign-in';

/**
 * next-auth carries our session row's id in its signed token and nothing else; the row decides on every request.
 * Its credentials provider works with token sessions only, hence the strategy. It is loaded when first asked for:
 * the worker and the operator's programs use this module too, and serve no requests.
 */
async function load() {
  const [{ default: NextAuth, getServerSession }, { default: Credentials }] = await Promise.all([import('next-auth'), import('next-auth/providers/credentials')]);
  const options: NextAuthOptions = {
    session: { strategy: 'jwt', maxAge: 24 * 60 * 60 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { label: 'E-mail' }, password: { label: 'Password', type: 'password' } },
        async authorize(credentials) {
          const result = await signIn({ clock: systemClock, ids: randomIds }, credentials);
          return result.ok ? { id: result.value.sessionId } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      session: ({ session, token }) => ({ expires: session.expires, sid: token.sid }),
    },
  };
  // Made for route handlers by next-auth itself, which types it as unknown.
  const handler = NextAuth(options) as AuthHandler;
  return { handler, readSession: () => getServerSession<NextAuthOptions, { sid?: unknown }>(options) };
}

type AuthHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

let loaded: ReturnType<typeof load> | undefined;

function nextAuth() {
  loaded ??= load();
  return loaded;
}

/** GET and POST of /api/auth/*. */
export const authHandler: AuthHandler = async (request, context) => (await nextAuth()).handler(request, context);

/** The session id that the current request's cookie carries, or null; says nothing yet about its being valid. */
export async function sessionIdOfRequest(): Promise<string | null> {
  const session = await (await nextAuth()).readSession();
  return typeof session?.sid === 'string' ? session.sid : null;
}
