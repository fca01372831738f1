import { grantView } from '@/lib/evidence';
import { grantInput } from '@/lib/evidence/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const BODY_MAX_BYTES = 16_384;
const permission = 'evidence.view';
const grant = { permission, input: grantInput, run: grantView } as const;

/** POST: allows one look at one file, and answers where it is to be had. */
export const POST = route({
  permission,
  run: async ({ request, actor, requestId }) => {
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const granted = await execute(grant, actor, body.value, requestId);
    return granted.ok ? jsonResponse(granted.value, 201) : granted;
  },
});
