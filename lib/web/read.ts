import { forbidden, notFound } from 'next/navigation';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { type Operation, execute } from './execute';
import { toSignIn } from './to-sign-in';
import { currentActor } from './who';

/**
 * A page's data out of a query: sends people without a session to the sign-in page, those without the permission to
 * the "not for your role" page, and answers 404 alike for what is missing and what is not theirs.
 */
export function read<I, T>(operation: Operation<I, T, PersonActor>): (input: unknown) => Promise<T> {
  return async (input) => {
    const result = await execute(operation, await currentActor(), input, randomIds.next());
    if (result.ok) return result.value;
    switch (result.problem.code) {
      case 'unauthenticated':
        return toSignIn();
      case 'forbidden':
        return forbidden();
      case 'not_found':
      case 'invalid':
        return notFound();
      default:
        throw new Error(result.problem.safeMessage);
    }
  };
}
