import { z } from 'zod';
import { serveProof } from '@/lib/audit';
import { execute, route, textResponse } from '@/lib/web';

const asked = { permission: 'audit.read', scope: 'audit.read' } as const;
const input = z.object({ eventId: z.uuid() });

/** GET: the `.tlog-proof` file of an event (https://c2sp.org/tlog-proof); 404 while it waits for its place in the log. */
export const GET = route<{ eventId: string }>({
  permission: asked,
  run: async ({ params, actor, requestId }) => {
    const permission = actor.kind === 'platform' ? { scope: asked.scope } : asked.permission;
    const found = await execute({ permission, input, run: (ctx, { eventId }) => serveProof(ctx.actor, eventId) }, actor, params, requestId);
    return found.ok ? textResponse(found.value) : found;
  },
});
