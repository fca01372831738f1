import { z } from 'zod';
import { endView } from '@/lib/evidence';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'evidence.view';
const end = { permission, input: z.object({ grantId: z.uuid() }), run: endView } as const;

/** POST: the person has stopped looking; sent on release, also while the page is being left. */
export const POST = route<{ grantId: string }>({
  permission,
  // A look also ends by its own time, and by the window losing focus.
  isAutomatic: true,
  run: async ({ params, actor, requestId }) => {
    const ended = await execute(end, actor, params, requestId);
    return ended.ok ? jsonResponse({}) : ended;
  },
});
