import { grantView } from '@/lib/evidence';
import { grantInput } from '@/lib/evidence/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const BODY_MAX_BYTES = 16_384;
const peek = { permission: 'evidence.peek', input: grantInput, run: grantView } as const;
const reveal = { ...peek, permission: 'evidence.reveal' } as const;

/** What is not plainly a peek is held to the stricter rule. */
const wanted = (body: unknown) => (body !== null && typeof body === 'object' && 'kind' in body && body.kind === 'peek' ? peek : reveal);

/** POST: allows one look at one file, and answers where it is to be had. */
export const POST = route({
  permission: 'evidence.view',
  run: async ({ request, actor, requestId }) => {
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const granted = await execute(wanted(body.value), actor, body.value, requestId);
    return granted.ok ? jsonResponse(granted.value, 201) : granted;
  },
});
