import { freshUntil } from '@/lib/access';
import { type Permission, type Scope, can, ruleOf, whyNot } from '@/lib/access/schema';
import { type Ctx, db, transact } from '@/lib/db';
import { type Actor, Problem, type Result, fail, log, ok, parse, randomIds, systemClock } from '@/lib/kernel';
import type { z } from 'zod';
import { spendPermission } from './limited';
import { recordRefusal } from './refused';

/** What an action, a route or a read is made of; `permission` is the table's, `scope` an API key's. `R` is what its transaction comes to. */
export interface Operation<I, T, A extends Actor = Actor, R = T> {
  readonly permission: Permission | { readonly scope: Scope };
  readonly input: z.ZodType<I>;
  /** What takes long and changes nothing, done before the transaction: nobody waits for its rows meanwhile. What it finds out is not told. */
  readonly prepare?: (input: I) => Promise<void>;
  readonly run: (ctx: Ctx<A>, input: I) => Promise<Result<R>>;
  /** What takes long with what `run` has read, done after its transaction: nobody waits for a connection meanwhile. Without it the answer is what was read. */
  readonly finish?: (read: R) => Promise<Result<T>>;
}

function admit(actor: Actor, permission: Permission | { readonly scope: Scope }): Result<void> {
  if (typeof permission === 'object') {
    if (actor.kind !== 'platform') return fail('unauthenticated', 'This needs an API key: Authorization: Bearer wk_…');
    return actor.scopes.includes(permission.scope) ? ok() : fail('forbidden', `This key lacks the scope ${permission.scope}.`);
  }
  if (actor.kind !== 'person') return fail('unauthenticated', 'Your session is over. Nothing was lost; sign in again to go on.');
  if (!can(actor.role, permission)) return fail('forbidden', whyNot(actor.role, permission) ?? 'This is not allowed.');
  if (ruleOf(permission).stepUp && systemClock.now() >= freshUntil(actor.verifiedAt)) {
    return fail('step_up', 'This asks for your second factor again. Nothing was lost; answer it and go on.');
  }
  return ok();
}

export const nameOf = (permission: Permission | { readonly scope: Scope }): string =>
  typeof permission === 'string' ? permission : permission.scope;

/** Turns away what a browser says another site sent, whoever is signed in there. A refusal is an event. */
export async function refuseForeign(actor: Actor, what: string, requestId: string): Promise<Problem> {
  const problem = new Problem('forbidden', 'This request came from another site and was refused.');
  await recordRefusal(actor, what, requestId, problem);
  return problem;
}

/** May the actor do this at all? A refusal is an event. */
export async function authorise(actor: Actor, permission: Permission | { readonly scope: Scope }, requestId: string): Promise<Result<void>> {
  const admitted = admit(actor, permission);
  if (!admitted.ok) await recordRefusal(actor, nameOf(permission), requestId, admitted.problem);
  return admitted;
}

/**
 * The one way in: permission, input, the permission's limit, what is to be prepared, then `run` in a transaction with its audit entries,
 * and what is to be finished after it. A refusal by the table or by a row rule is an event of its own, since the refused transaction leaves none.
 */
export async function execute<I, R, A extends Actor, T = R>(operation: Operation<I, T, A, R>, actor: Actor, input: unknown, requestId: string): Promise<Result<T>> {
  const admitted = await authorise(actor, operation.permission, requestId);
  if (!admitted.ok) return admitted;
  const parsed = parse(operation.input, input);
  if (!parsed.ok) return parsed;
  if (typeof operation.permission === 'string') {
    const within = await spendPermission(actor, operation.permission, requestId);
    if (!within.ok) return within;
  }
  await operation.prepare?.(parsed.value);
  const read = await transact(db(), (tx) =>
    // admit() has just shown that the actor is of the kind that the permission is for.
    operation.run({ tx, actor: actor as A, clock: systemClock, ids: randomIds, requestId }, parsed.value),
  );
  // Without anything to finish, R is T.
  const result = read.ok && operation.finish ? await operation.finish(read.value) : (read as Result<T>);
  if (!result.ok && (result.problem.code === 'forbidden' || result.problem.code === 'not_found')) {
    await recordRefusal(actor, nameOf(operation.permission), requestId, result.problem);
  }
  if (!result.ok) log.info({ requestId, code: result.problem.code, permission: nameOf(operation.permission) }, 'refused');
  return result;
}
