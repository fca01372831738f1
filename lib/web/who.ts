import { cache } from 'react';
import { headers } from 'next/headers';
import { personOfSession, sessionIdOfRequest } from '@/lib/access';
import { type Actor, NOBODY, type PersonActor, systemClock } from '@/lib/kernel';

/** The person behind the current request, or nobody; one database read a request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const sessionId = await sessionIdOfRequest();
  return (sessionId && (await personOfSession(systemClock, sessionId))) || NOBODY;
});

export async function currentPerson(): Promise<PersonActor | null> {
  const actor = await currentActor();
  return actor.kind === 'person' ? actor : null;
}

/**
 * Whether a browser says that another site sent this request. Programs send no such header and come with a key.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export async function isForeignRequest(): Promise<boolean> {
  const site = (await headers()).get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}
