import type { Account } from '@/lib/db';
import type { AccountFacts } from '../facts';
import { emailsOf } from './identifiers';

/** An account as documents have it. Without account data it is still called what the messages call it, and no more. */
export function accountOf({ platform, externalId, screenName, displayName, profileUrl, emails }: Account, name: string, withAccounts: boolean): AccountFacts {
  const more = withAccounts ? { displayName, profileUrl, emails: emailsOf(emails) } : { displayName: null, profileUrl: null, emails: [] };
  return { name, platform, externalId, screenName, ...more, isThirdPerson: false };
}
