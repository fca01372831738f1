import { describeSession } from '@/lib/access';
import { fail, systemClock } from '@/lib/kernel';
import { currentSession, jsonResponse, route } from '@/lib/web';

async function answer() {
  const found = await currentSession();
  return found ? jsonResponse(describeSession(systemClock, found)) : fail('unauthenticated', 'Your session is over. Nothing was lost; sign in again to go on.');
}

/** GET: how the session stands, and when it ends. Looking does not extend it. */
export const GET = route({ permission: 'session.own', run: answer });

/** POST: the person is still here, which extends it as every act of theirs does; answers how it stands now. */
export const POST = route({ permission: 'session.own', run: answer });
