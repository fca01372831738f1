import { z } from 'zod';
import { ROLES, type Role } from '@/lib/kernel/actor';
import { storable } from '@/lib/kernel/text';

/** Where a person stands; what an admin can do with them follows from it. */
export const PERSON_STATES = {
  active: 'Active',
  invited: 'Invited',
  reset: 'Reset',
  disabled: 'Disabled',
} as const;
export type PersonState = keyof typeof PERSON_STATES;

/** How long a join link works: long enough for a weekend, short enough to be forgotten in a mailbox without harm. */
export const INVITATION_HOURS = 72;

const role = z.enum(ROLES, 'Choose a role');

export const inviteInput = z.object({
  email: storable(z.string()).trim().toLowerCase().max(320).pipe(z.email('An e-mail address, for example name@example.com')),
  displayName: storable(z.string()).trim().min(1, 'The name is missing').max(120),
  role,
});
export type InviteInput = z.output<typeof inviteInput>;

export const personInput = z.object({ personId: z.uuid() });
export const changeRoleInput = z.object({ personId: z.uuid(), role });
/** `factors`: whether passkeys, the authenticator app and the recovery codes go, too. */
export const resetInput = z.object({ personId: z.uuid(), factors: z.boolean() });

/** What the people page is narrowed by; it lives in the address. */
export const peopleFilter = z.object({
  role: role.optional(),
  state: z.enum(Object.keys(PERSON_STATES) as PersonState[]).optional(),
  text: storable(z.string()).trim().max(120).optional(),
});
export type PeopleFilter = z.output<typeof peopleFilter>;

/** A link that is shown once: whoever opens it chooses a password and a second factor. */
export interface JoinLink {
  readonly pseudonym: string;
  readonly url: string;
  readonly expiresAt: string;
}

export interface PersonRow {
  readonly id: string;
  readonly pseudonym: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  readonly seesContent: boolean;
  readonly state: PersonState;
  readonly disabledFor: 'by_admin' | 'inactive' | null;
  readonly disabledAt: string | null;
  /** When they are disabled for inactivity, unless they sign in before; null where that does not happen. */
  readonly inactiveFrom: string | null;
  /** Until when their join link works; null when there is none that does. */
  readonly linkUntil: string | null;
  readonly lastSignInAt: string | null;
  /** Comes through the company's sign-on, which decides about role and password. */
  readonly isOfCompany: boolean;
  /** One of the demo's people, who answer the second factor by a button in test mode. */
  readonly isOfDemo: boolean;
  readonly passkeys: number;
  readonly hasApp: boolean;
  readonly recoveryCodes: number;
  readonly openSessions: number;
  readonly isSelf: boolean;
}

export interface PeoplePage {
  readonly rows: readonly PersonRow[];
  /** Everybody, whatever the filter. */
  readonly total: number;
  /** People who can sign in now, by their own role. */
  readonly active: Readonly<Record<Role, number>>;
  /** Admins who hold a content role by break-glass at this moment. */
  readonly byBreakGlass: number;
  readonly isByCompany: boolean;
  readonly now: string;
}
