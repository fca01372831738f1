import { certificateOf } from '@/lib/retention';
import { certificateInput } from '@/lib/retention/schema';
import { execute, route } from '@/lib/web';

/** GET: the certificate of a destruction as a file, with the log's proof of it once the log has taken it in. */
export const GET = route<{ destructionId: string }>({
  permission: 'retention.read',
  run: async ({ params, actor, requestId }) => {
    const made = await execute({ permission: 'retention.read', input: certificateInput, run: certificateOf }, actor, params, requestId);
    if (!made.ok) return made;
    return new Response(made.value.text, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${made.value.name}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  },
});
