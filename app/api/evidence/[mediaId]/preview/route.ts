import { z } from 'zod';
import { openPreview } from '@/lib/evidence';
import { bytesResponse, execute, route } from '@/lib/web';

const permission = 'evidence.preview';
const preview = { permission, input: z.object({ mediaId: z.uuid() }), run: openPreview } as const;

/** GET: the blurred grey preview of a file. */
export const GET = route<{ mediaId: string }>({
  permission,
  run: async ({ params, actor, requestId }) => {
    const opened = await execute(preview, actor, params, requestId);
    return opened.ok ? bytesResponse(opened.value.bytes, opened.value.contentType) : opened;
  },
});
