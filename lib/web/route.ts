import { type Permission, type Scope } from '@/lib/access/schema';
import { type Actor, Problem, type Result, log, ok, randomIds, traceOf } from '@/lib/kernel';
import { authorise, nameOf, refuseForeign } from './execute';
import { OtherBody, admitMachine, otherBody } from './machine';
import { noteAct } from './note-act';
import { recordRefusal } from './refused';
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

type Asked = Permission | { readonly scope: Scope };

/** For people and for programs: whoever brings a key is asked for its scope, everybody else for the permission. */
interface Either {
  readonly permission: Permission;
  readonly scope: Scope;
}

function askedOf(request: Request, guard: Asked | Either): Asked {
  if (typeof guard === 'string' || !('permission' in guard)) return guard;
  return request.headers.has('authorization') ? { scope: guard.scope } : guard.permission;
}

interface RouteOptions<P> {
  readonly permission: Asked | Either;
  /** Pages also do it by themselves: it is no sign that somebody is there. GET never is. */
  readonly isAutomatic?: true;
  /** Answers the response, or a failed Result to be told as a problem document. */
  readonly run: (call: Call<P>) => Promise<Response | Result<never>>;
}

async function admitPerson(request: Request, permission: Permission, isAutomatic: boolean, requestId: string): Promise<Result<{ actor: Actor; request: Request }>> {
  const actor = await currentActor();
  if (request.method !== 'GET') {
    if (await isForeignRequest()) return { ok: false, problem: await refuseForeign(actor, permission, requestId) };
    if (actor.kind === 'person' && !isAutomatic) await noteAct(actor);
  }
  const admitted = await authorise(actor, permission, requestId);
  return admitted.ok ? ok({ actor, request }) : admitted;
}

/**
 * A route handler for machines and bytes. A scope is checked against the API key, a permission against the session, and
 * of both the one that fits the caller; state-changing requests from other sites are refused. Unexpected failures become a 503 with a request id.
 */
export function route<P = Record<string, never>>({ permission: guard, isAutomatic, run }: RouteOptions<P>) {
  return async (request: Request, { params }: RouteContext<P>): Promise<Response> => {
    const requestId = randomIds.next();
    const permission = askedOf(request, guard);
    try {
      const admitted = typeof permission === 'object' ? await admitMachine(request, permission, requestId) : await admitPerson(request, permission, isAutomatic === true, requestId);
      if (!admitted.ok) return problemResponse(admitted.problem, requestId);
      const answer = await run({ ...admitted.value, params: await params, requestId });
      return answer instanceof Response ? answer : problemResponse((answer as { problem: Problem }).problem, requestId);
    } catch (error) {
      if (error instanceof OtherBody) {
        const { problem } = otherBody();
        await recordRefusal(error.actor, nameOf(permission), requestId, problem);
        return problemResponse(problem, requestId);
      }
      log.error({ requestId, error: traceOf(error) }, 'route failed');
      return problemResponse(new Problem('unavailable', 'Something went wrong on our side; nothing was kept of this request. Try again, and quote the request id if it stays.'), requestId);
    }
  };
}
