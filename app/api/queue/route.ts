import { list } from '@/lib/queue';
import { queueInput } from '@/lib/queue/schema';
import { execute, jsonResponse, route } from '@/lib/web';

const operation = { permission: 'queue.read', input: queueInput, run: list } as const;

/** What waits, for the queue's pane to look again without reloading the page. */
export const GET = route({
  permission: 'queue.read',
  run: async ({ request, actor, requestId }) => {
    const result = await execute(operation, actor, { view: new URL(request.url).searchParams.get('view') }, requestId);
    return result.ok ? jsonResponse(result.value) : result;
  },
});
