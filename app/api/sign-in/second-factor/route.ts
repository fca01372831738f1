import { signInBySecondFactor } from '@/lib/access';
import { secondFactorInput } from '@/lib/access/schema';
import { arrivalOf, openRoute } from '@/lib/web';
import { signedInResponse } from '../answers';

export const POST = openRoute({
  input: secondFactorInput,
  async run(call) {
    const signedIn = await signInBySecondFactor(await arrivalOf(call), call.input);
    return signedIn.ok ? signedInResponse(signedIn.value) : signedIn;
  },
});
