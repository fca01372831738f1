import { askForPasskey, signInCookie } from '@/lib/access';
import { nothingInput } from '@/lib/access/schema';
import { arrivalOf, jsonResponse, openRoute } from '@/lib/web';

export const POST = openRoute({
  input: nothingInput,
  async run(call) {
    const asked = await askForPasskey(await arrivalOf(call));
    if (!asked.ok) return asked;
    const { options, token } = asked.value;
    return jsonResponse(options, 200, token ? [signInCookie(token)] : []);
  },
});
