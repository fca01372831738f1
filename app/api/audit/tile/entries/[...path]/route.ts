import { serveEntries } from '@/lib/audit';
import { randomIds, systemClock } from '@/lib/kernel';
import { compressedResponse, route } from '@/lib/web';

/**
 * GET: a bundle of entries. Full ones never change either, but they say who did what and why: no browser keeps them
 * after the session, and each reading asks anew. Compressed on the way, as https://c2sp.org/tlog-tiles asks for.
 */
export const GET = route<{ path: string[] }>({
  permission: { permission: 'audit.entries', scope: 'audit.read' },
  run: async ({ request, params, actor, requestId }) => {
    const found = await serveEntries({ actor, clock: systemClock, ids: randomIds, requestId }, params.path.join('/'));
    return found.ok ? compressedResponse(request, found.value.bytes, 'application/octet-stream') : found;
  },
});
