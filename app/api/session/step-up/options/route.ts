import { z } from 'zod';
import { stepUpOptions } from '@/lib/access';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'session.own';

/** POST: how the second factor can be answered again, and what a passkey is asked with. */
export const POST = route({
  permission,
  run: async ({ actor, requestId }) => {
    const options = await execute({ permission, input: z.object({}), run: stepUpOptions }, actor, {}, requestId);
    return options.ok ? jsonResponse(options.value) : options;
  },
});
