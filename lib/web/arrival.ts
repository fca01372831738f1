import { cookies } from 'next/headers';
import { type Arrival, type Client, signInCookieName } from '@/lib/access';
import { randomIds, systemClock } from '@/lib/kernel';
import { currentSession } from './who';

/** What the browser's sign-in cookie holds, by which a sign-in that is under way is known. */
export async function signInToken(): Promise<string | undefined> {
  return (await cookies()).get(signInCookieName())?.value;
}

/** The current request as that of somebody who signs in. */
export async function arrivalOf({ client, requestId }: { readonly client: Client; readonly requestId: string }): Promise<Arrival> {
  const session = await currentSession();
  const actor = { kind: 'nobody', address: client.address } as const;
  return { actor, clock: systemClock, ids: randomIds, requestId, client, token: await signInToken(), replaces: session?.actor.sessionId ?? null };
}
