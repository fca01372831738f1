import { z } from 'zod';
import { serveProof } from '@/lib/audit';
import { parse } from '@/lib/kernel';
import { route, textResponse } from '@/lib/web';

const wanted = z.object({ eventId: z.uuid() });

/** GET: the `.tlog-proof` file of an event (https://c2sp.org/tlog-proof); 404 while it waits for its place in the log. */
export const GET = route<{ eventId: string }>({
  permission: { permission: 'audit.read', scope: 'audit.read' },
  run: async ({ params, actor }) => {
    const named = parse(wanted, params);
    if (!named.ok) return named;
    const found = await serveProof(actor, named.value.eventId);
    return found.ok ? textResponse(found.value) : found;
  },
});
