import { z } from 'zod';
import { expiredCookie, sessionCookieName, signOut } from '@/lib/access';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'session.own';

/** POST: signs out. The browser drops what it holds of the desk, its cookies of taste (theme, single keys) apart. */
export const POST = route({
  permission,
  run: async ({ actor, requestId }) => {
    const ended = await execute({ permission, input: z.object({}), run: signOut }, actor, {}, requestId);
    if (!ended.ok) return ended;
    const answer = jsonResponse({}, 200, [expiredCookie(sessionCookieName())]);
    answer.headers.set('Clear-Site-Data', '"cache", "storage"');
    return answer;
  },
});
