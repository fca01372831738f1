import { config, fail } from '@/lib/kernel';

/** Whether people come through the company's sign-on; nobody has a password here then, and nobody is invited. */
export function isByCompany(): boolean {
  return config().OIDC_ISSUER !== undefined;
}

/** A join link would open nothing: it leads to choosing a password. */
export const noLinks = () =>
  fail('conflict', 'People come through the company’s sign-on here, and passwords open nothing. Put them into the group of their role there; an operator links somebody who had a password before.');
