import { type Person, type Tx, db } from '@/lib/db';
import { waysOf } from '../factors';
import type { Arrival } from './arrival';
import type { NextStep } from './schema';
import { findSignIn } from './under-way';

/** A sign-in that has begun: what the browser's cookie is to hold, and what comes next. */
export interface Begun {
  readonly token: string;
  readonly step: NextStep;
}

/** What comes after the first factor. Everybody has a second: who has none enrols one before they get in. */
export async function nextStep(tx: Tx, person: Pick<Person, 'id' | 'isDemo'>): Promise<NextStep> {
  const ways = await waysOf(tx, person);
  return ways.length === 0 ? { next: 'enrol' } : { next: 'second_factor', ways };
}

/** Where the browser's sign-in stands, for a page that is opened in the middle of it. */
export async function whereSignInStands(arrival: Pick<Arrival, 'token' | 'clock'>): Promise<NextStep | { readonly next: 'nothing' }> {
  const found = await findSignIn(arrival);
  return found?.person ? nextStep(db(), found.person) : { next: 'nothing' };
}
