import { z } from 'zod';
import type { Channel } from '@/lib/hotlines/schema';

/** Where NCMEC takes real reports, and where it takes drills: two hosts that never answer for each other. */
export const REAL_HOST = 'report.cybertip.org';
export const DRILL_HOST = 'exttest.cybertip.org';

/** What each channel proves itself with; a portal is a person's, who brings their own. */
export const CREDENTIALS = {
  api: z.object({ username: z.string().min(1).max(200).regex(/^[^:]*$/, 'Must not contain a colon'), password: z.string().min(1).max(500) }),
  webhook: z.object({ secret: z.string().min(24, 'Must have at least 24 characters').max(500) }),
  email: z.object({ publicKey: z.string().max(100_000).includes('BEGIN PGP PUBLIC KEY BLOCK', { error: 'Must be an OpenPGP public key in ASCII armour' }) }),
} as const satisfies Partial<Record<Channel, z.ZodType>>;
export type CredentialChannel = keyof typeof CREDENTIALS;
export type Credentials<C extends CredentialChannel> = z.output<(typeof CREDENTIALS)[C]>;

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why an address cannot be the one of a test row, or of a production row; null when it can. Real reports never go to a
 * test system and drills never to the real one, whoever typed it.
 */
export function whyNotAddress(channel: CredentialChannel, isTest: boolean, address: string): string | null {
  if (channel === 'email') return z.email().safeParse(address).success ? null : 'Must be a mail address.';
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLoopback = url !== null && LOOPBACK.includes(url.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))) return 'Must begin with https:// (http:// only on this machine).';
  if (url.username || url.password || url.search || url.hash) return 'Must hold neither credentials nor a query.';
  if (isTest && url.hostname === REAL_HOST) return 'This is the real hotline, and these are the settings for tests.';
  if (!isTest && url.hostname === DRILL_HOST) return 'This is the authority’s test system, and these are the settings for real reports.';
  if (!isTest && url.protocol !== 'https:') return 'Real reports leave over https:// alone.';
  return null;
}
