import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { config as settings } from '@/lib/kernel/config';
import { PATH_HEADER, pageAnswer } from '@/lib/web/headers';

/**
 * Gives each page a nonce of its own, and says on the request where it was going. It authorises nothing: pages and
 * actions each ask for themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { NEXTAUTH_URL: address, OIDC_ISSUER: issuer } = settings();
  const nonce = randomBytes(16).toString('base64');
  const answer = pageAnswer({ nonce, address, issuer });
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  // Next.js takes the nonce for its own scripts from the policy on the request.
  headers.set('Content-Security-Policy', answer['Content-Security-Policy']);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answer)) response.headers.set(name, value);
  return response;
}

// Routes under /api have their headers from next.config.ts and lib/web: what passes here is cut off at 10 MB, and a
// file may have more. The build's own files are the same for everybody.
export const config = { matcher: ['/((?!api/|_next/static/|icon\\.svg$|robots\\.txt$).*)'] };
