import { planOf, routesInput } from '@/lib/reporting';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'item.review';
const plan = { permission, input: routesInput, run: planOf } as const;

/** GET: where a report on an item and others of its case would go, for the page on which it is decided. */
export const GET = route<{ itemId: string }>({
  permission,
  run: async ({ request, params, actor, requestId }) => {
    const asked = new URL(request.url).searchParams;
    const input = { ...params, also: asked.getAll('also'), outcome: asked.get('outcome') ?? '', isDangerNow: asked.get('danger') === 'now' };
    const found = await execute(plan, actor, input, requestId);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
