import { lookAtInvitation } from '@/lib/access';
import { invitationInput } from '@/lib/access/schema';
import { arrivalOf, jsonResponse, openRoute } from '@/lib/web';

/** What an invitation is for. Asked with POST: its token stands in no address, and so in no log. */
export const POST = openRoute({
  input: invitationInput,
  async run(call) {
    const found = await lookAtInvitation(await arrivalOf(call), call.input);
    return found.ok ? jsonResponse(found.value) : found;
  },
});
