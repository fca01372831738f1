import { whyNotSentTo } from '@/lib/hotlines';
import { z } from 'zod';
import type { CredentialChannel } from './schema';

/** Where NCMEC takes real reports, and where it takes drills: two hosts that never answer for each other. */
const REAL_HOST = 'report.cybertip.org';
const DRILL_HOST = 'exttest.cybertip.org';

/**
 * Why an address cannot be the one for tests, or the one for real reports, in words; null when it can. Real reports never
 * go to a test system and drills never to the real one, whoever typed it.
 */
export function whyNotAddress(channel: CredentialChannel, isTest: boolean, address: string): string | null {
  if (channel === 'email') return z.email().safeParse(address).success ? null : 'It must be a mail address.';
  const why = whyNotSentTo(address, isTest);
  if (why) return why;
  const { hostname: typed, search } = new URL(address);
  // A dot at the end is the same host to the network.
  const hostname = typed.replace(/\.$/, '');
  if (isTest && hostname === REAL_HOST) return 'This is the real hotline, and these are the settings for tests.';
  if (!isTest && hostname === DRILL_HOST) return 'This is the authority’s test system, and these are the settings for real reports.';
  // Whoever may type another could have every real report sent there, with a receipt that looks like any.
  if (channel === 'api' && !isTest && hostname !== REAL_HOST) return `Real reports go to ${REAL_HOST} and nowhere else.`;
  return channel === 'api' && search ? 'The address must not hold a query.' : null;
}
