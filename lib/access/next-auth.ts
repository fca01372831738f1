import { AsyncLocalStorage } from 'node:async_hooks';
import type { NextAuthOptions } from 'next-auth';
import { log, randomIds, systemClock, traceOf } from '@/lib/kernel';
import { signIn } from './sign-in';

/** What became of the sign-in that the current request asked for. */
const attempts = new AsyncLocalStorage<{ hasBroken: boolean }>();

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
          try {
            const result = await signIn({ clock: systemClock, ids: randomIds }, credentials);
            return result.ok ? { id: result.value.sessionId } : null;
          } catch (error) {
            // Thrown on, its words would go to the browser in an address, and those of a database quote what it was given.
            log.error({ error: traceOf(error) }, 'sign-in failed');
            const attempt = attempts.getStore();
            if (attempt) attempt.hasBroken = true;
            return null;
          }
        },
      }),
    ],
    // By default it prints whole errors to the console, for every stale cookie too.
    logger: {
      error: (code) => log.warn({ from: 'next-auth', code }, 'a sign-in or session was not accepted'),
      warn: (code) => log.debug({ from: 'next-auth', code }, 'a warning'),
      debug: () => undefined,
    },
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

/** GET and POST of /api/auth/*. A sign-in that broke answers 503, not next-auth's 401: the password may be right. */
export const authHandler: AuthHandler = (request, context) =>
  attempts.run({ hasBroken: false }, async () => {
    const response = await (await nextAuth()).handler(request, context);
    return attempts.getStore()?.hasBroken ? new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store' } }) : response;
  });

/** The session id that the current request's cookie carries, or null; says nothing yet about its being valid. */
export async function sessionIdOfRequest(): Promise<string | null> {
  const session = await (await nextAuth()).readSession();
  return typeof session?.sid === 'string' ? session.sid : null;
}
