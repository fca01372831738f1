import { type Role, config } from '@/lib/kernel';

/** Company sign-on as it is configured; see .env.example for each part. */
export interface CompanySettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupClaim: string;
  /** In the order of the configuration: the first group that a person is in counts. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly trustedAmr: readonly string[];
}

/** Null where people have passwords here. */
export function companySettings(): CompanySettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_ROLES: roles, OIDC_GROUP_CLAIM, OIDC_TRUSTED_AMR } = config();
  if (!issuer || !clientId || !clientSecret || !roles) return null;
  return { issuer, clientId, clientSecret, roles, groupClaim: OIDC_GROUP_CLAIM, trustedAmr: OIDC_TRUSTED_AMR };
}

/** What people call the company whose sign-on is used, or null where they have passwords here. */
export function companyName(): string | null {
  return companySettings() && config().OIDC_NAME;
}
