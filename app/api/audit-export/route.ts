import { exportTrail, streamExport } from '@/lib/audit';
import { ROWS_HEADER, exportInput } from '@/lib/audit/schema';
import { execute, readJson, route } from '@/lib/web';

/** It holds filters and a reason. */
const BODY_MAX_BYTES = 16_384;
const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson', ocsf: 'application/x-ndjson' } as const;

const asksForAll = (input: unknown): boolean => typeof input === 'object' && input !== null && 'isRedacted' in input && input.isRedacted === false;

/**
 * Downloads what the filters of the trail select. With its reasons and labels it asks for more than without; either is
 * on the record before its first byte leaves.
 */
export const POST = route({
  permission: 'audit.export',
  async run({ request, actor, requestId }) {
    const input = await readJson(request, BODY_MAX_BYTES);
    if (!input.ok) return input;
    const permission = asksForAll(input.value) ? 'audit.export_unredacted' : 'audit.export';
    const settled = await execute({ permission, input: exportInput, run: exportTrail }, actor, input.value, requestId);
    if (!settled.ok) return settled;
    const { format, fileName, rows } = settled.value;
    return new Response(streamExport(settled.value), {
      headers: {
        'Content-Type': CONTENT_TYPES[format],
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        [ROWS_HEADER]: String(rows),
      },
    });
  },
});
