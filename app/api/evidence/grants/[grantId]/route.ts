import { z } from 'zod';
import { openGrant } from '@/lib/evidence';
import { fail, parse, randomIds, systemClock } from '@/lib/kernel';
import { route, shownResponse } from '@/lib/web';

const params = z.object({ grantId: z.uuid() });

/** GET: the rendering that a grant allows, once. */
export const GET = route<{ grantId: string }>({
  permission: 'evidence.view',
  run: async ({ request, params: given, actor, requestId }) => {
    // Next answers HEAD through GET, and asking whether something is there must not use the grant up.
    if (request.method !== 'GET') return fail('unsupported', 'A grant is opened with GET.');
    const input = parse(params, given);
    if (!input.ok) return input;
    if (actor.kind !== 'person') return fail('unauthenticated', 'Only people look at evidence.');
    const opened = await openGrant({ actor, clock: systemClock, ids: randomIds, requestId }, input.value);
    return opened.ok ? shownResponse(opened.value) : opened;
  },
});
