import { signInByPasskey } from '@/lib/access';
import { passkeyAnswerInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { signedInResponse } from '../answers';

export const POST = openRoute({
  input: passkeyAnswerInput,
  async run(call) {
    const signedIn = await signInByPasskey(await arrivalOf(call), call.input.response);
    return signedIn.ok ? signedInResponse(signedIn.value) : signedIn;
  },
});
