import { whereSignInStands } from '@/lib/access';
import { systemClock } from '@/lib/kernel';
import { jsonResponse, signInToken } from '@/lib/web';

/** Where the browser's sign-in stands: nothing under way, a second factor to answer, or one to enrol. */
export async function GET(): Promise<Response> {
  return jsonResponse(await whereSignInStands({ token: await signInToken(), clock: systemClock }));
}
