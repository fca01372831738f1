import { hearWitness } from '@/lib/oversight';
import { witnessWord } from '@/lib/oversight/schema';
import { execute, jsonResponse, readJson, route } from '@/lib/web';

const permission = { scope: 'audit.witness' } as const;
/** A checkpoint with a few signatures, and its witness's key. */
const BODY_MAX_BYTES = 16_384;

/** POST: what a witness found, after each of its looks: `{witness, size, alarm, note}`. */
export const POST = route({
  permission,
  run: async ({ request, actor, requestId }) => {
    const body = await readJson(request, BODY_MAX_BYTES);
    if (!body.ok) return body;
    const heard = await execute({ permission, input: witnessWord, run: hearWitness }, actor, body.value, requestId);
    return heard.ok ? jsonResponse({}) : heard;
  },
});
