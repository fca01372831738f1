import { config } from '@/lib/kernel';

/** Whether people come through the company's sign-on; nobody has a password here then, and nobody is invited. */
export function isByCompany(): boolean {
  return config().OIDC_ISSUER !== undefined;
}
