import type { SessionView } from '@/lib/access/schema';

/** `over`: nobody is signed in here any more. `unknown`: the desk did not answer. */
export type Reading = SessionView | 'over' | 'unknown';

async function call(address: string, method: 'GET' | 'POST'): Promise<Reading> {
  const answer = await fetch(address, { method }).catch(() => null);
  if (answer?.status === 401) return 'over';
  if (!answer?.ok) return 'unknown';
  return (await answer.json().catch(() => 'unknown')) as Reading;
}

/** How the session stands. Asking is not activity. */
export const readSession = () => call('/api/session', 'GET');

/** Says that the person is still here. */
export const extendSession = () => call('/api/session', 'POST');

/** Signs out on the desk's side. @returns whether the session is over now */
export async function endSession(): Promise<boolean> {
  return (await call('/api/session/end', 'POST')) !== 'unknown';
}

/** Locks on the desk's side. @returns whether the session is over now */
export async function lockSession(): Promise<boolean> {
  return (await call('/api/session/lock', 'POST')) !== 'unknown';
}
