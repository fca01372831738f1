import { z } from 'zod';
import { openPreview } from '@/lib/evidence';
import { BLURRED } from '@/lib/evidence/schema';
import { execute, route, shownResponse } from '@/lib/web';

const permission = 'evidence.preview';
const input = z.object({ mediaId: z.uuid(), rendering: z.enum(BLURRED).default('preview') });
const preview = { permission, input, run: openPreview } as const;

/** GET: the blurred grey preview of a file; `?rendering=still` answers the small one for lists. */
export const GET = route<{ mediaId: string }>({
  permission,
  run: async ({ request, params, actor, requestId }) => {
    const rendering = new URL(request.url).searchParams.get('rendering') ?? undefined;
    const found = await execute(preview, actor, { ...params, rendering }, requestId);
    if (!found.ok) return found;
    const opened = await found.value();
    return opened.ok ? shownResponse(opened.value) : opened;
  },
});
