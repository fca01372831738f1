import { serveKey } from '@/lib/audit';
import { route, textResponse } from '@/lib/web';

/** GET: the verifier key of the log, as one line of text. */
export const GET = route({
  permission: { permission: 'audit.read', scope: 'audit.read' },
  run: async () => {
    const found = await serveKey();
    return found.ok ? textResponse(found.value) : found;
  },
});
