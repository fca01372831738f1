import { type Role, log } from '@/lib/kernel';
import { z } from 'zod';
import type { CompanySettings } from './settings';

/** What the company says of somebody, out of an ID token whose signature, audience, nonce and times are checked. */
export interface CompanyClaims {
  /** Issuer, a space, subject: the one name of a person that never changes hands. */
  readonly companyId: string;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly groups: readonly string[];
  /** How the company made sure who it was (RFC 8176), for example "mfa" or "hwk". */
  readonly amr: readonly string[];
}

const text = z.string().trim().min(1).max(200);
/** A list, or one bare value as some issuers write it; what is no text in it is left out. */
const texts = z.unknown().transform((given) => [given].flat().filter((each): each is string => typeof each === 'string'));

const idToken = z.looseObject({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().trim().toLowerCase().max(320).pipe(z.email()).nullable().catch(null),
  name: text.nullable().catch(null),
  preferred_username: text.nullable().catch(null),
  amr: texts,
});

/** @throws Error when the token does not even say whose it is. */
export function readClaims(given: unknown, groupClaim: string): CompanyClaims {
  const { iss, sub, email, name, preferred_username: username, amr, ...rest } = idToken.parse(given);
  const groups = texts.parse(rest[groupClaim]);
  if (groups.length === 0) log.info({ groupClaim }, 'the company’s sign-on named no groups');
  return { companyId: `${iss} ${sub}`, email, displayName: name ?? username, groups, amr };
}

/** The role of the first group in the configuration's order that the person is in. */
export function roleOf({ groups }: Pick<CompanyClaims, 'groups'>, { roles }: Pick<CompanySettings, 'roles'>): Role | null {
  return Object.entries(roles).find(([group]) => groups.includes(group))?.[1] ?? null;
}

/** Whether the company vouches for a second factor in a way that the configuration trusts. */
export function vouchesForSecondFactor({ amr }: Pick<CompanyClaims, 'amr'>, { trustedAmr }: Pick<CompanySettings, 'trustedAmr'>): boolean {
  return amr.some((each) => trustedAmr.includes(each));
}
