import { db, transact } from '@/lib/db';
import { ok } from '@/lib/kernel';
import type { GiveBack } from '../people/give-back';
import { sessionCookie } from '../sessions/token';
import { type Arrival, admit, beginSignIn, finishSignIn, recordFailure, signInCookie } from '../sign-in';
import { type CompanyClaims, roleOf, vouchesForSecondFactor } from './claims';
import { type CompanyRefusal, findPerson } from './find-person';
import type { CompanySettings } from './settings';

/** Where somebody stands whom the company has sent back: in, before a second factor of ours, or refused. `cookies` are whole Set-Cookie values. */
export type CompanyOutcome =
  | { readonly at: 'desk'; readonly home: string; readonly cookies: readonly string[] }
  | { readonly at: 'second_factor'; readonly cookies: readonly string[] }
  | { readonly at: 'refused'; readonly refusal: CompanyRefusal };

/** Who changes a role because the groups say so. */
const SIGN_ON = { kind: 'system', name: 'company sign-on' } as const;

/** What the company's word leads to here. A refusal is on record, with whose it was where that is known. */
export async function arrive(arrival: Arrival, claims: CompanyClaims, settings: CompanySettings, giveBack: GiveBack): Promise<CompanyOutcome> {
  const refuse = async (refusal: CompanyRefusal, personId?: string): Promise<CompanyOutcome> => {
    await recordFailure(arrival, 'company', personId);
    return { at: 'refused', refusal };
  };
  const found = await transact(db(), async (tx) => ok(await findPerson({ ...arrival, tx, actor: SIGN_ON }, claims, roleOf(claims, settings), giveBack)));
  if (!found.ok) throw new Error(found.problem.safeMessage);
  if ('refusal' in found.value) return refuse(found.value.refusal, found.value.personId);

  const { person } = found.value;
  if (!(await admit(arrival, person))) return refuse('disabled', person.id);
  if (vouchesForSecondFactor(claims, settings)) {
    const signedIn = await finishSignIn(arrival, { personId: person.id, method: 'company' });
    if (!signedIn.ok) return refuse('disabled', person.id);
    return { at: 'desk', home: signedIn.value.home, cookies: [await sessionCookie(signedIn.value.sessionId)] };
  }
  const begun = await transact(db(), async (tx) => ok(await beginSignIn(tx, arrival, { personId: person.id, firstFactor: 'company' })));
  if (!begun.ok) throw new Error(begun.problem.safeMessage);
  return { at: 'second_factor', cookies: [signInCookie(begun.value)] };
}
