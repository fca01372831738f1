import { enrolPasskey } from '@/lib/access';
import { newPasskeyInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { signedInResponse } from '../../answers';

export const POST = openRoute({
  input: newPasskeyInput,
  async run(call) {
    const signedIn = await enrolPasskey(await arrivalOf(call), call.input);
    return signedIn.ok ? signedInResponse(signedIn.value, signedIn.value.done) : signedIn;
  },
});
