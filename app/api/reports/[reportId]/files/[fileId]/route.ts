import { Readable } from 'node:stream';
import { fail, parse, randomIds, systemClock } from '@/lib/kernel';
import { packetFileInput, takeFile } from '@/lib/reporting';
import { route } from '@/lib/web';

/**
 * GET: a file of a report to take along to an authority's form, by a grant of the same person and session that is not a
 * minute old. It is on the record before its first byte leaves.
 */
export const GET = route<{ reportId: string; fileId: string }>({
  permission: 'report.attach',
  run: async ({ request, params, actor, requestId }) => {
    // Next answers HEAD through GET, and asking whether something is there must not use the grant up.
    if (request.method !== 'GET') return fail('unsupported', 'A file is taken with GET.');
    const input = parse(packetFileInput, params);
    if (!input.ok) return input;
    if (actor.kind !== 'person') return fail('unauthenticated', 'Only people take files along.');
    const taken = await takeFile({ actor, clock: systemClock, ids: randomIds, requestId }, input.value);
    if (!taken.ok) return taken;
    const { name, byteSize, content } = taken.value;
    return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, {
      headers: {
        // Whatever it is, it is kept and not shown.
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(byteSize),
        'Content-Disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '_')}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  },
});
