import { whereSignInStands } from '@/lib/access';
import { systemClock } from '@/lib/kernel';
import { jsonResponse, openRead, signInToken } from '@/lib/web';

/** Where the browser's sign-in stands: nothing under way, a second factor to answer, or one to enrol. */
export const GET = openRead(async () => jsonResponse(await whereSignInStands({ token: await signInToken(), clock: systemClock })));
