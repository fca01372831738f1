import { serveCheckpoint } from '@/lib/audit';
import { route, textResponse } from '@/lib/web';

/** GET: the newest signed checkpoint, as https://c2sp.org/tlog-tiles wants it; it changes, so nobody may keep it. */
export const GET = route({
  permission: { permission: 'audit.read', scope: 'audit.read' },
  run: async () => {
    const found = await serveCheckpoint();
    return found.ok ? textResponse(found.value) : found;
  },
});
