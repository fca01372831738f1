import { z } from 'zod';
import { expiredCookie, lock, sessionCookieName } from '@/lib/access';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'session.own';

/** POST: ends the session and leaves the page to its lock screen. */
export const POST = route({
  permission,
  run: async ({ actor, requestId }) => {
    const ended = await execute({ permission, input: z.object({}), run: lock }, actor, {}, requestId);
    return ended.ok ? jsonResponse({}, 200, [expiredCookie(sessionCookieName())]) : ended;
  },
});
