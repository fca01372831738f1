import type { Person } from '@/lib/db';
import type { PersonState } from './schema';

/** Where a person stands, by their row alone. */
export function stateOf({ disabledAt, passwordHash, companyId, lastSignInAt }: Pick<Person, 'disabledAt' | 'passwordHash' | 'companyId' | 'lastSignInAt'>): PersonState {
  if (disabledAt) return 'disabled';
  if (passwordHash !== null || companyId !== null) return 'active';
  return lastSignInAt ? 'reset' : 'invited';
}
