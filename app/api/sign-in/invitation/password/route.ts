import { takeUpInvitation } from '@/lib/access';
import { choosePasswordInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { begunResponse } from '../../answers';

export const POST = openRoute({
  input: choosePasswordInput,
  async run(call) {
    const begun = await takeUpInvitation(await arrivalOf(call), call.input);
    return begun.ok ? begunResponse(begun.value) : begun;
  },
});
