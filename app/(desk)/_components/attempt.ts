import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/lib/web/schema';
import { sessionIsOver } from '../_session/cover';
import { askAgain } from '../_session/step-up';

/** What is said when no answer came. Whether the act was done is then not known, so nothing is claimed about it. */
const NO_ANSWER = 'The desk did not answer. What is on this page is still here; try again in a moment.';
const NOT_VERIFIED = 'Your second factor was not answered, so nothing was done. What is on this page is still here.';
const SIGNED_IN_AGAIN = 'Your session was over, so nothing was done. You are signed in again, and what is on this page is still here: do it once more.';

async function answerOf<T>(act: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await act();
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, code: 'unavailable', message: NO_ANSWER, fields: [], requestId: '' };
  }
}

/**
 * The answer of a server action, and a refusal in words where none came: otherwise a lost connection would take the
 * whole page away, with everything that was entered on it. Where a second factor is wanted, it is asked for and the
 * act is repeated, once. Where the session is over, the desk locks, and this comes back once it is open again; the
 * act is not repeated then, since whoever asked for it may have sat there long ago.
 */
export async function attempt<T>(act: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const result = await answerOf(act);
  if (result.ok) return result;
  if (result.code === 'step_up') return (await askAgain()) ? answerOf(act) : { ...result, message: NOT_VERIFIED };
  if (result.code !== 'unauthenticated') return result;
  await sessionIsOver();
  return { ...result, message: SIGNED_IN_AGAIN };
}
