import { describeSession, stepUp } from '@/lib/access';
import { stepUpInput } from '@/lib/access/schema';
import { fail, parse, randomIds, systemClock } from '@/lib/kernel';
import { currentSession, jsonResponse, readJson, route } from '@/lib/web';

/** A passkey's answer fits well within. */
const BODY_MAX_BYTES = 32_768;

/**
 * POST: answers the second factor again, in a code, by a passkey or, for the demo's people, by their button; for the
 * next minutes the acts that ask for it are open. Failures are on the record, so this opens its own transactions.
 */
export const POST = route({
  permission: 'session.own',
  run: async ({ request, actor, requestId }) => {
    if (actor.kind !== 'person') return fail('unauthenticated', 'Your session is over. Nothing was lost; sign in again to go on.');
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const input = parse(stepUpInput, body.value);
    if (!input.ok) return input;
    const verified = await stepUp({ actor, clock: systemClock, ids: randomIds, requestId }, input.value);
    if (!verified.ok) return verified;
    const found = await currentSession();
    return found ? jsonResponse(describeSession(systemClock, found)) : fail('unauthenticated', 'Your session is over. Nothing was lost; sign in again to go on.');
  },
});
