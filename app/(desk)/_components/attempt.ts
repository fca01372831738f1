import { unstable_rethrow } from 'next/navigation';
import type { ActionResult } from '@/lib/web/schema';

/** What is said when no answer came. Whether the act was done is then not known, so nothing is claimed about it. */
const NO_ANSWER = 'The desk did not answer. What is on this page is still here; try again in a moment.';

/**
 * The answer of a server action, and a refusal in words where none came: otherwise a lost connection would take the
 * whole page away, with everything that was entered on it.
 */
export async function attempt<T>(call: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await call;
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, code: 'unavailable', message: NO_ANSWER, fields: [], requestId: '' };
  }
}
