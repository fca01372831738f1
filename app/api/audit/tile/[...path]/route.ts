import { serveTile } from '@/lib/audit';
import { bytesResponse, route } from '@/lib/web';

/**
 * GET: a tile of hashes. A full one is the same for ever and for everybody, and may be kept by whoever got it; a longer
 * one soon takes the place of one that is not full, so keeping it would be of no use.
 */
export const GET = route<{ path: string[] }>({
  permission: { permission: 'audit.read', scope: 'audit.read' },
  run: async ({ params }) => {
    const found = await serveTile(params.path.join('/'));
    return found.ok ? bytesResponse(found.value.bytes, 'application/octet-stream', { isImmutable: found.value.isFull }) : found;
  },
});
