import { proofs } from '@/lib/audit';
import { proofsInput } from '@/lib/audit/schema';
import { execute, jsonResponse, route } from '@/lib/web';

/** GET: where the entries of a page stand in the log, and the proofs by which the page checks them itself. */
export const GET = route({
  permission: 'audit.read',
  run: async ({ request, actor, requestId }) => {
    const events = new URL(request.url).searchParams.getAll('event');
    const found = await execute({ permission: 'audit.read', input: proofsInput, run: proofs }, actor, { event: events }, requestId);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
