import { beginEnrolPasskey } from '@/lib/access';
import { nothingInput } from '@/lib/access/schema';
import { arrivalOf, jsonResponse, openRoute } from '@/lib/web';

export const POST = openRoute({
  input: nothingInput,
  async run(call) {
    const begun = await beginEnrolPasskey(await arrivalOf(call));
    return begun.ok ? jsonResponse(begun.value) : begun;
  },
});
