import { batchResults, readBody, receiveItems, statusOf } from '@/lib/intake';
import { BODY_MAX_BYTES } from '@/lib/intake/schema';
import { fail, randomIds, systemClock } from '@/lib/kernel';
import { jsonResponse, readJson, route } from '@/lib/web';

const MULTI_STATUS = 207;

/** POST: one item (201, or 200 when it was known), or a batch of up to 500 (207 with a result an index). */
export const POST = route({
  permission: { scope: 'intake.items' },
  run: async ({ request, actor, requestId }) => {
    if (actor.kind !== 'platform') return fail('unauthenticated', 'This needs an API key.');
    const json = await readJson(request, BODY_MAX_BYTES);
    if (!json.ok) return json;
    const submission = readBody(json.value);
    if (!submission.ok) return submission;
    const outcomes = await receiveItems({ actor, clock: systemClock, ids: randomIds, requestId }, submission.value.items);
    if (submission.value.isBatch) return jsonResponse({ results: batchResults(outcomes) }, MULTI_STATUS);
    const [outcome] = outcomes;
    if (!outcome) throw new Error('an item without an outcome');
    return 'receipt' in outcome ? jsonResponse(outcome.receipt, statusOf(outcome)) : { ok: false, problem: outcome.problem };
  },
});
