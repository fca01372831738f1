import { db } from '@/lib/db';
import { type Role, config } from '@/lib/kernel';

export interface DemoPerson {
  readonly email: string;
  readonly pseudonym: string;
  readonly role: Role;
}

/** The demo's people, for the sign-in page of test mode; outside of it there are none, whatever the rows say. */
export async function demoPeople(): Promise<DemoPerson[]> {
  if (!config().TEST_MODE || config().OIDC_ISSUER !== undefined) return [];
  return db().person.findMany({
    where: { isDemo: true, disabledAt: null },
    orderBy: [{ role: 'asc' }, { pseudonym: 'asc' }],
    select: { email: true, pseudonym: true, role: true },
  });
}
