import { hearView } from '@/lib/evidence';
import { toldOfLook } from '@/lib/evidence/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const BODY_MAX_BYTES = 32_768;
const permission = 'evidence.view';
const hear = { permission, input: toldOfLook, run: hearView } as const;

/** POST {played?}: the look still goes on. Answers whether it may. */
export const POST = route<{ grantId: string }>({
  permission,
  // The page says so every few seconds by itself.
  isAutomatic: true,
  run: async ({ request, params, actor, requestId }) => {
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const heard = await execute(hear, actor, { ...(body.value as object), ...params }, requestId);
    return heard.ok ? jsonResponse(heard.value) : heard;
  },
});
