import { changePassword } from '@/lib/access';
import { changePasswordInput } from '@/lib/access/schema';
import { fail, parse, randomIds, systemClock } from '@/lib/kernel';
import { jsonResponse, readJson, route } from '@/lib/web';

/** Two passwords at their longest, and escapes. */
const BODY_MAX_BYTES = 16_384;

/** POST: changes one's own password. Not an action, since hashing takes its time and must hold no transaction open. */
export const POST = route({
  permission: 'account.manage',
  run: async ({ request, actor, requestId }) => {
    if (actor.kind !== 'person') return fail('unauthenticated', 'Your session is over. Nothing was changed; sign in again to go on.');
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const input = parse(changePasswordInput, body.value);
    if (!input.ok) return input;
    const changed = await changePassword({ actor, clock: systemClock, ids: randomIds, requestId }, input.value);
    return changed.ok ? jsonResponse({}) : changed;
  },
});
