import { receiveErasure } from '@/lib/intake';
import { erasureInput } from '@/lib/intake/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const BODY_MAX_BYTES = 16_384;
const ACCEPTED = 202;
const permission = { scope: 'erasure.request' } as const;

/** POST: a request for erasure, answered in the same way whatever the desk has. */
export const POST = route({
  permission,
  run: async ({ request, actor, requestId }) => {
    const json = await readJson(request, BODY_MAX_BYTES);
    if (!json.ok) return json;
    const received = await execute({ permission, input: erasureInput, run: receiveErasure }, actor, json.value, requestId);
    return received.ok ? jsonResponse(received.value, ACCEPTED) : received;
  },
});
