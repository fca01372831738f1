import { endView } from '@/lib/evidence';
import { toldOfLook } from '@/lib/evidence/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const BODY_MAX_BYTES = 32_768;
const permission = 'evidence.view';
const end = { permission, input: toldOfLook, run: endView } as const;

/** POST {played?}: the person has stopped looking; sent on release, also while the page is being left. */
export const POST = route<{ grantId: string }>({
  permission,
  // A look also ends by its own time, and by the window losing focus.
  isAutomatic: true,
  run: async ({ request, params, actor, requestId }) => {
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const ended = await execute(end, actor, { ...(body.value as object), ...params }, requestId);
    return ended.ok ? jsonResponse({}) : ended;
  },
});
