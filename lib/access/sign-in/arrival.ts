import type { Caller } from '@/lib/db';
import type { NOBODY } from '@/lib/kernel';
import type { Client } from '../sessions/open';

/** A request of somebody who is not signed in yet. */
export interface Arrival extends Caller<typeof NOBODY> {
  readonly client: Client;
  /** What their sign-in cookie holds. */
  readonly token: string | undefined;
  /** The session that their browser has already: a new one takes its place. */
  readonly replaces: string | null;
}

/** What an address is counted under; requests without one count together. */
export const addressKey = ({ client }: Pick<Arrival, 'client'>): string => client.address ?? 'unknown';
