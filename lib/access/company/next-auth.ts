import type { NextAuthOptions } from 'next-auth';
import { config, log } from '@/lib/kernel';
import { cookieName } from '../sessions/cookie';
import type { CompanySettings } from './settings';

export const PROVIDER = 'company';

/** What next-auth keeps in the browser between leaving for the company and coming back. */
const COOKIES = { sessionToken: 'unused', callbackUrl: 'next', csrfToken: 'token', pkceCodeVerifier: 'pkce', state: 'state', nonce: 'nonce' } as const;
type CookieKind = keyof typeof COOKIES;
export const companyCookieName = (kind: CookieKind): string => cookieName(`watchkeeper.company.${COOKIES[kind]}`);

const MINUTES_15_S = 15 * 60;

function cookies(): NextAuthOptions['cookies'] {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: config().NEXTAUTH_URL.startsWith('https://'), maxAge: MINUTES_15_S } as const;
  return Object.fromEntries(Object.keys(COOKIES).map((kind) => [kind, { name: companyCookieName(kind as CookieKind), options }]));
}

/** Receives the claims of a person whom the company has vouched for, once next-auth has checked the ID token. */
type OnVouched = (claims: unknown) => Promise<void>;

/**
 * next-auth speaks OpenID Connect for us and no more: PKCE, state, nonce and the ID token are its business, sessions
 * are ours. Its sign-in callback answers an address, with which it stops before it would make a session of its own.
 */
export function optionsFor({ issuer, clientId, clientSecret }: CompanySettings, onVouched: OnVouched): NextAuthOptions {
  return {
    secret: config().NEXTAUTH_SECRET,
    cookies: cookies(),
    providers: [
      {
        id: PROVIDER,
        name: PROVIDER,
        type: 'oauth',
        wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        authorization: { params: { scope: 'openid email profile' } },
        checks: ['pkce', 'state', 'nonce'],
        idToken: true,
        profile: ({ sub }: { sub: string }) => ({ id: sub }),
      },
    ],
    callbacks: {
      signIn: async ({ profile }) => {
        await onVouched(profile);
        return '/';
      },
      // Where to go afterwards is decided here (local-path.ts); next-auth only carries it.
      redirect: ({ url }) => url,
    },
    // Its own words quote addresses, tokens and what the company answered.
    logger: {
      error: (code) => log.warn({ from: 'next-auth', code }, 'company sign-on did not go through'),
      warn: (code) => log.debug({ from: 'next-auth', code }, 'a warning'),
      debug: () => undefined,
    },
  };
}
