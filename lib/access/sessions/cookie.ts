import { config } from '@/lib/kernel';

/** Over HTTPS the browser itself then refuses the cookie for other hosts, other paths and plain HTTP. */
const isSecure = () => config().NEXTAUTH_URL.startsWith('https://');
export const cookieName = (name: string): string => (isSecure() ? `__Host-${name}` : name);

export const sessionCookieName = () => cookieName('watchkeeper.session');
export const signInCookieName = () => cookieName('watchkeeper.sign-in');

/** A Set-Cookie header's value. Lax, not strict: a link from a mail or a ticket should find its reader signed in. */
export function cookie(name: string, value: string, maxAgeS: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${isSecure() ? '; Secure' : ''}`;
}

export const expiredCookie = (name: string) => cookie(name, '', 0);
