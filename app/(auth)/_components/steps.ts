import type { NextStep } from '@/lib/access/schema';

/** What the desk answers while somebody signs in; see the routes under /api/sign-in. */
export type Next = NextStep | { readonly next: 'nothing' };

export interface SignedIn {
  readonly personId: string;
  /** Where the role's day starts. */
  readonly home: string;
}

export interface Enrolled extends SignedIn {
  readonly recoveryCodes: readonly string[];
}

/** One of the demo's people, as the page of test mode lists them. */
export interface DemoPerson {
  readonly email: string;
  readonly pseudonym: string;
  readonly role: string;
}
