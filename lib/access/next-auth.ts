import NextAuth, { type NextAuthOptions, getServerSession } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { randomIds, systemClock } from '@/lib/kernel';
import { signIn } from './sign-in';

/**
 * next-auth carries our session row's id in its signed token and nothing else; the row decides on every request.
 * Its credentials provider works with token sessions only, hence the strategy.
 */
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

/** GET and POST of /api/auth/*. */
export const authHandler: unknown = NextAuth(options);

/** The session id that the current request's cookie carries, or null; says nothing yet about its being valid. */
export async function sessionIdOfRequest(): Promise<string | null> {
  const session: { sid?: unknown } | null = await getServerSession(options);
  return typeof session?.sid === 'string' ? session.sid : null;
}
