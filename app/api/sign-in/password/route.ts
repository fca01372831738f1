import { signInByPassword } from '@/lib/access';
import { signInInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { begunResponse } from '../answers';

export const POST = openRoute({
  input: signInInput,
  async run(call) {
    const begun = await signInByPassword(await arrivalOf(call), call.input);
    return begun.ok ? begunResponse(begun.value) : begun;
  },
});
