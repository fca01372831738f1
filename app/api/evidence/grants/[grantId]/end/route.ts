import { z } from 'zod';
import { endView } from '@/lib/evidence';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'evidence.view';
const end = { permission, input: z.object({ grantId: z.uuid() }), run: endView } as const;

/** POST: the person has stopped looking; sent on release, also while the page is being left. */
export const POST = route<{ grantId: string }>({
  permission,
  run: async ({ params, actor, requestId }) => {
    const ended = await execute(end, actor, params, requestId);
    return ended.ok ? jsonResponse({}) : ended;
  },
});
