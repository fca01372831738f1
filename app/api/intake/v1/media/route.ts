import { receiveMedia } from '@/lib/evidence';
import { fail, randomIds, systemClock } from '@/lib/kernel';
import { jsonResponse, route } from '@/lib/web';

/** POST: one picture as the raw body; 201 with its receipt, 200 with the first receipt for the same bytes. */
export const POST = route({
  permission: { scope: 'intake.media' },
  run: async ({ request, actor, requestId }) => {
    if (actor.kind !== 'platform') return fail('unauthenticated', 'This needs an API key.');
    const received = await receiveMedia(
      { actor, clock: systemClock, ids: randomIds, requestId },
      { body: request.body, contentType: request.headers.get('content-type'), contentLength: request.headers.get('content-length') },
    );
    return received.ok ? jsonResponse(received.value.receipt, received.value.isNew ? 201 : 200) : received;
  },
});
