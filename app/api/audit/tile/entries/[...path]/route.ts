import { serveEntries } from '@/lib/audit';
import { randomIds, systemClock } from '@/lib/kernel';
import { bytesResponse, route } from '@/lib/web';

/**
 * GET: a bundle of entries. Full ones never change either, but they say who did what and why: no browser keeps them
 * after the session, and each reading asks anew. Not compressed here: Next.js takes the header that would say so off every
 * answer.
 */
export const GET = route<{ path: string[] }>({
  permission: { permission: 'audit.entries', scope: 'audit.read' },
  run: async ({ params, actor, requestId }) => {
    const found = await serveEntries({ actor, clock: systemClock, ids: randomIds, requestId }, params.path.join('/'));
    return found.ok ? bytesResponse(found.value.bytes, 'application/octet-stream') : found;
  },
});
