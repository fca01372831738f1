import { Readable } from 'node:stream';
import { collect, fail, randomIds, systemClock } from '@/lib/kernel';
import { exportReferral, packReferral } from '@/lib/referral';
import { referralInput } from '@/lib/referral/schema';
import { execute, route } from '@/lib/web';

const permission = 'referral.export';
/** It holds one id. */
const BODY_MAX_BYTES = 4_096;

/**
 * Downloads a case as a ZIP; takes `{"caseId": "…"}` as JSON or the same field of a form. The export is on the record
 * before its first byte leaves.
 */
export const POST = route({
  permission,
  async run({ request, actor, requestId }) {
    const input = await readInput(request);
    if (input === 'too large') return fail('too_large', `The request may have at most ${BODY_MAX_BYTES} bytes.`);
    if (input === undefined) return fail('invalid', 'The request must name a case, as JSON or as a form: caseId.');
    const made = await execute({ permission, input: referralInput, run: exportReferral }, actor, input, requestId);
    if (!made.ok) return made;
    const body = Readable.toWeb(packReferral({ actor, clock: systemClock, ids: randomIds, requestId }, made.value)) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${made.value.fileName}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  },
});

async function readInput(request: Request): Promise<unknown> {
  const body = request.body ? await collect(request.body, BODY_MAX_BYTES) : new Uint8Array();
  if (!body) return 'too large';
  const type = request.headers.get('content-type') ?? '';
  const whole = new Response(body, { headers: { 'Content-Type': type } });
  const read: Promise<unknown> = type.startsWith('application/json') ? whole.json() : whole.formData().then((form) => Object.fromEntries(form));
  return read.catch(() => undefined);
}
