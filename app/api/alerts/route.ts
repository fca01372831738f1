import { z } from 'zod';
import { listAlerts } from '@/lib/alerts';
import { execute, jsonResponse, route } from '@/lib/web';

const operation = { permission: 'alert.read', input: z.object({}), run: listAlerts } as const;

/** What the person's role has to know and nobody has acknowledged, for the bar to look again without the page. */
export const GET = route({
  permission: 'alert.read',
  run: async ({ actor, requestId }) => {
    const result = await execute(operation, actor, {}, requestId);
    return result.ok ? jsonResponse(result.value) : result;
  },
});
