import { unstable_rethrow } from 'next/navigation';
import { type PersonActor, Problem, log, randomIds, traceOf } from '@/lib/kernel';
import { type Operation, execute, nameOf, refuseForeign } from './execute';
import { noteAct } from './note-act';
import type { ActionResult } from './schema';
import { currentActor, isForeignRequest } from './who';

interface ActionOperation<I, T, R> extends Operation<I, T, PersonActor, R> {
  /** Pages also do it by themselves, on a timer or when they are left: it is no sign that somebody is there. */
  readonly isAutomatic?: true;
}

/**
 * A server action out of a verb. Expected failures come back as values with words; anything unexpected is logged
 * under a request id that the person can quote, and says that nothing was changed. Being somebody's act it starts
 * their idle time anew, and counts as their time at the desk, unless it is automatic.
 */
export function action<I, R, T = R>(operation: ActionOperation<I, T, R>): (input: I) => Promise<ActionResult<T>> {
  return async (input) => {
    const requestId = randomIds.next();
    try {
      const actor = await currentActor();
      if (await isForeignRequest()) return refusal(await refuseForeign(actor, nameOf(operation.permission), requestId), requestId);
      if (actor.kind === 'person' && !operation.isAutomatic) await noteAct(actor);
      const result = await execute(operation, actor, input, requestId);
      return result.ok ? { ok: true, value: result.value } : refusal(result.problem, requestId);
    } catch (error) {
      unstable_rethrow(error);
      log.error({ requestId, error: traceOf(error) }, 'action failed');
      return refusal(new Problem('unavailable', `Something went wrong on our side and nothing was changed. Try again; if it stays, quote ${requestId}.`), requestId);
    }
  };
}

function refusal({ code, safeMessage, fields }: Problem, requestId: string): ActionResult<never> {
  return { ok: false, code, message: safeMessage, fields, requestId };
}
