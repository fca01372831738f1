import type { z } from 'zod';
import type { Result } from '@/lib/kernel';
import { answerSecondFactor } from '../factors';
import { checkAddress, countAgainstAddress } from './address-limit';
import type { Arrival } from './arrival';
import { type SignedIn, finishSignIn } from './finish';
import type { secondFactorInput } from './schema';
import { signInOf } from './under-way';

/** The second factor, other than a passkey, of somebody whose first was right. */
export async function signInBySecondFactor(arrival: Arrival, answer: z.output<typeof secondFactorInput>): Promise<Result<SignedIn>> {
  const found = await signInOf(arrival);
  if (!found.ok) return found;
  const allowed = await checkAddress(arrival);
  if (!allowed.ok) return allowed;
  const { id: signInId, person } = found.value;
  const method = await answerSecondFactor(arrival, person, answer);
  if (!method.ok) {
    if (method.problem.code === 'unauthenticated') await countAgainstAddress(arrival);
    return method;
  }
  return finishSignIn(arrival, { personId: person.id, signInId, method: method.value });
}
