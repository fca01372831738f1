import { referralProgress } from '@/lib/referral';
import { referralIdInput } from '@/lib/referral/schema';
import { execute, jsonResponse, route } from '@/lib/web';

const permission = 'referral.read';
const progress = { permission, input: referralIdInput, run: referralProgress } as const;

/** GET: how far the package of a referral is, for the line that follows it live. */
export const GET = route<{ referralId: string }>({
  permission,
  run: async ({ params, actor, requestId }) => {
    const found = await execute(progress, actor, params, requestId);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
