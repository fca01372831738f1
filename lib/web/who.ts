import { cache } from 'react';
import { cookies, headers } from 'next/headers';
import { type Client, type FoundSession, findSession, sessionCookieName, sessionIdOf } from '@/lib/access';
import { type Actor, type PersonActor, config, systemClock } from '@/lib/kernel';
import { addressOf, deviceOf } from './client';

/** The session behind the current request, if it is open; one look at its row a request. */
export const currentSession = cache(async (): Promise<FoundSession | null> => {
  const sessionId = await sessionIdOf((await cookies()).get(sessionCookieName())?.value);
  return sessionId ? findSession(systemClock, sessionId) : null;
});

/** The person behind the current request, or nobody from some address. */
export async function currentActor(): Promise<Actor> {
  return (await currentSession())?.actor ?? { kind: 'nobody', address: addressOf(await headers()) };
}

export async function currentPerson(): Promise<PersonActor | null> {
  return (await currentSession())?.actor ?? null;
}

/** Which browser asks, and from where. */
export async function currentClient(): Promise<Client> {
  const given = await headers();
  return { device: deviceOf(given.get('user-agent')), address: addressOf(given) };
}

/**
 * Whether a request that changes something may have come from another site. A browser tells by Sec-Fetch-Site, an
 * older one by Origin; what tells neither is no page of ours. A form of ours has `null` for its origin, since our pages
 * tell nobody where a request came from: there Sec-Fetch-Site alone counts.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export async function isForeignRequest(): Promise<boolean> {
  const given = await headers();
  const [site, origin] = [given.get('sec-fetch-site'), given.get('origin')];
  if (site !== null && site !== 'same-origin') return true;
  if (origin === null || origin === 'null') return site === null;
  return origin !== new URL(config().NEXTAUTH_URL).origin;
}
