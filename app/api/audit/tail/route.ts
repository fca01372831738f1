import { tail } from '@/lib/audit';
import { tailInput } from '@/lib/audit/schema';
import { execute, jsonResponse, route } from '@/lib/web';

/** GET: what has been added to the log since an index and matches the filters, for a page that follows it. */
export const GET = route({
  permission: 'audit.read',
  run: async ({ request, actor, requestId }) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const found = await execute({ permission: 'audit.read', input: tailInput, run: tail }, actor, query, requestId);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
