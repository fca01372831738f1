import { Readable } from 'node:stream';
import { type PersonActor, fail, randomIds, systemClock } from '@/lib/kernel';
import { type OpenedPackage, openPackage, openTaking } from '@/lib/referral';
import { referralIdInput } from '@/lib/referral/schema';
import { execute, route } from '@/lib/web';

const permission = 'referral.fetch';

/** RFC 9110: 200 with all of it, 206 with one range of it. No cache may keep either. */
function answerOf({ body, byteSize, range, etag, fileName }: OpenedPackage): Response {
  const headers = new Headers({
    // Sealed: whatever the ending says, it is kept and not shown.
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(range ? range.last - range.first + 1 : byteSize),
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  if (range) headers.set('Content-Range', `bytes ${range.first}-${range.last}/${byteSize}`);
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status: range ? 206 : 200, headers });
}

/**
 * GET: a referral's sealed package, under leave that the same person was given in this session some minutes ago. That it is
 * taken is on the record before its first byte leaves; a download that broke off goes on with Range.
 */
export const GET = route<{ referralId: string }>({
  permission,
  run: async ({ request, params, actor, requestId }) => {
    // Next answers HEAD through GET, and asking whether something is there must not use the leave up.
    if (request.method !== 'GET') return fail('unsupported', 'A package is taken with GET.');
    const wanted = { range: request.headers.get('range'), ifRange: request.headers.get('if-range') };
    const run: typeof openTaking = (ctx, input) => openTaking(ctx, input, wanted);
    const taking = await execute({ permission, input: referralIdInput, run }, actor, params, requestId);
    if (!taking.ok) return taking;
    if (taking.value.range === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${taking.value.byteSize}`, 'Cache-Control': 'no-store' } });
    }
    // openTaking has found the taking of this person.
    const opened = await openPackage({ actor: actor as PersonActor, clock: systemClock, ids: randomIds, requestId }, taking.value);
    return opened.ok ? answerOf(opened.value) : opened;
  },
});
