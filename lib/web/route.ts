import { platformOfKey, touchSession } from '@/lib/access';
import { type Permission, type Scope } from '@/lib/access/schema';
import { type Actor, Problem, type Result, log, randomIds, systemClock, traceOf } from '@/lib/kernel';
import { authorise, refuseForeign } from './execute';
import { problemResponse } from './answers';
import { currentActor, isForeignRequest } from './who';

interface RouteContext<P> {
  readonly params: Promise<P>;
}

interface Call<P> {
  readonly request: Request;
  readonly params: P;
  readonly actor: Actor;
  readonly requestId: string;
}

interface RouteOptions<P> {
  readonly permission: Permission | { readonly scope: Scope };
  /** Pages also do it by themselves: it is no sign that somebody is there. GET never is. */
  readonly isAutomatic?: true;
  /** Answers the response, or a failed Result to be told as a problem document. */
  readonly run: (call: Call<P>) => Promise<Response | Result<never>>;
}

/**
 * A route handler for machines and bytes. A scope is checked against the API key, a permission against the session;
 * state-changing requests from other sites are refused. Unexpected failures become a 503 with a request id.
 */
export function route<P = Record<string, never>>({ permission, isAutomatic, run }: RouteOptions<P>) {
  return async (request: Request, { params }: RouteContext<P>): Promise<Response> => {
    const requestId = randomIds.next();
    try {
      const isForMachines = typeof permission === 'object';
      const actor = isForMachines
        ? ((await platformOfKey(systemClock, request.headers.get('authorization'))) ?? { kind: 'nobody' as const })
        : await currentActor();
      if (!isForMachines && request.method !== 'GET' && (await isForeignRequest())) {
        return problemResponse(await refuseForeign(actor, permission, requestId), requestId);
      }
      if (actor.kind === 'person' && request.method !== 'GET' && !isAutomatic) await touchSession(systemClock, actor.sessionId);
      const admitted = await authorise(actor, permission, requestId);
      if (!admitted.ok) return problemResponse(admitted.problem, requestId);
      const answer = await run({ request, params: await params, actor, requestId });
      return answer instanceof Response ? answer : problemResponse((answer as { problem: Problem }).problem, requestId);
    } catch (error) {
      log.error({ requestId, error: traceOf(error) }, 'route failed');
      return problemResponse(new Problem('unavailable', 'Something went wrong on our side; nothing was kept of this request. Try again, and quote the request id if it stays.'), requestId);
    }
  };
}
