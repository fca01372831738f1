import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { PATH_HEADER } from './headers';

/** Sends somebody who is not signed in to do so, and from there to what they asked for. */
export async function toSignIn(): Promise<never> {
  const path = (await headers()).get(PATH_HEADER);
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}
