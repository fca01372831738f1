import { isIP } from 'node:net';
import { config } from '@/lib/kernel';
import { peerOf } from './peer';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(Chrome|HeadlessChrome|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameOf = (agent: string, names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(agent))?.[1];

/** "Chrome on Linux", for people to recognise a session of theirs; what a browser claims, no more. */
export function deviceOf(userAgent: string | null): string {
  const browser = nameOf(userAgent ?? '', BROWSERS);
  const system = nameOf(userAgent ?? '', SYSTEMS);
  return [browser ?? 'Another program', system && `on ${system}`].filter(Boolean).join(' ');
}

/**
 * The address a request came from: that of the connection, or, behind TRUSTED_PROXIES of our own, the one that the
 * outermost of them saw. What stands further left in X-Forwarded-For the caller may have written.
 */
export function addressOf(headers: Headers): string | null {
  const hops = config().TRUSTED_PROXIES;
  const seen = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  const claimed = hops === 0 ? undefined : seen.at(-hops);
  const address = claimed && isIP(claimed) ? claimed : peerOf(headers);
  // How a socket for both families writes an IPv4 address.
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null;
}
