import { reportState } from '@/lib/reporting';
import { reportInput } from '@/lib/reporting/schema';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'report.read';
const state = { permission, input: reportInput, run: reportState } as const;

/** GET: where one report stands, for the line that follows it live. */
export const GET = route<{ reportId: string }>({
  permission,
  run: async ({ params, actor, requestId }) => {
    const found = await execute(state, actor, params, requestId);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
