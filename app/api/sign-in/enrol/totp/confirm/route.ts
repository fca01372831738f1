import { enrolTotp } from '@/lib/access';
import { totpCodeInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { signedInResponse } from '../../../answers';

export const POST = openRoute({
  input: totpCodeInput,
  async run(call) {
    const signedIn = await enrolTotp(await arrivalOf(call), call.input);
    return signedIn.ok ? signedInResponse(signedIn.value, signedIn.value.done) : signedIn;
  },
});
