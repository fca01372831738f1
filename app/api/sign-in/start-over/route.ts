import { expiredCookie, forgetSignIn, signInCookieName } from '@/lib/access';
import { nothingInput } from '@/lib/access/schema';
import { arrivalOf, jsonResponse, openRoute } from '@/lib/web';

/** Ends the sign-in that the browser is in the middle of: somebody else begins one there. */
export const POST = openRoute({
  input: nothingInput,
  async run(call) {
    await forgetSignIn(await arrivalOf(call));
    return jsonResponse({ next: 'nothing' }, 200, [expiredCookie(signInCookieName())]);
  },
});
