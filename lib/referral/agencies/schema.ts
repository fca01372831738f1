import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

const line = (least: string, most: number) => storable(z.string()).trim().min(1, least).max(most, `At most ${most} characters`);

const agency = {
  name: line('The name is missing', 200),
  country: z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, 'Two letters, for example GB'),
  unit: storable(z.string()).trim().max(200, 'At most 200 characters'),
  contactName: line('The contact is missing', 200),
  email: storable(z.string()).trim().toLowerCase().max(320).pipe(z.email('An e-mail address, for example name@example.com')),
  /** The number that keys are checked by: found in the directory of the authority, not on the letter that came with the key. */
  phone: storable(z.string()).trim().regex(/^\+[0-9][0-9 ()/-]{5,40}$/, 'With the country’s code, for example +44 20 7946 0000'),
};

export const addAgencyInput = z.object(agency);
export type AddAgencyInput = z.output<typeof addAgencyInput>;

export const editAgencyInput = z.object({ agencyId: z.uuid(), ...agency, /** `updatedAt` of the entry that was edited. */ seenAt: z.iso.datetime() });
export type EditAgencyInput = z.output<typeof editAgencyInput>;

export const agencyIdInput = z.object({ agencyId: z.uuid() });
export type AgencyIdInput = z.output<typeof agencyIdInput>;

export const AGENCY_KEY_MAX = 100_000;

/** The kind is seen from the key itself. */
export const addAgencyKeyInput = z.object({
  agencyId: z.uuid(),
  publicKey: storable(z.string()).trim().min(1, 'Paste the agency’s public key').max(AGENCY_KEY_MAX, 'A public key is shorter than this'),
});
export type AddAgencyKeyInput = z.output<typeof addAgencyKeyInput>;

export const agencyKeyIdInput = z.object({ keyId: z.uuid() });
export type AgencyKeyIdInput = z.output<typeof agencyKeyIdInput>;

/** What the checker typed while it was read to them: of OpenPGP the fingerprint, of age the recipient or its SHA-256. */
export const checkAgencyKeyInput = z.object({
  keyId: z.uuid(),
  readBack: storable(z.string()).trim().min(1, 'Type what is read to you').max(2000),
  /** Where the checker found the number they called: asked for where the one in the directory is by whoever added the key. */
  numberFrom: storable(z.string()).trim().max(200, 'At most 200 characters').optional(),
});
export type CheckAgencyKeyInput = z.output<typeof checkAgencyKeyInput>;

export const WRONG_TRIES_MAX = 3;

/** What a check came to. A difference is kept and counted: after WRONG_TRIES_MAX of them the key is retired. */
export type KeyCheck =
  | { readonly kind: 'checked' }
  | { readonly kind: 'differs'; readonly triesLeft: number }
  | { readonly kind: 'retired' };

export const KEY_KINDS = {
  openpgp: { words: 'OpenPGP', readAloud: 'Its fingerprint: forty characters, in groups of four.' },
  age: { words: 'age', readAloud: 'The recipient itself, age1…, or the SHA-256 of it.' },
} as const;
export type AgencyKeyKind = keyof typeof KEY_KINDS;

export const KEY_STATES = { to_check: 'To be read back by telephone', checked: 'Checked', retired: 'Retired' } as const;
export type AgencyKeyState = keyof typeof KEY_STATES;

/** A key as the directory shows it. Times are ISO 8601 in UTC, people are pseudonyms. */
export interface AgencyKeyRow {
  readonly id: string;
  readonly kind: AgencyKeyKind;
  readonly state: AgencyKeyState;
  /** Upper-case hex, in groups of four. Null for a key that is still to be checked, except to whoever added it: a checker who has seen it reads it, instead of hearing it. */
  readonly fingerprint: string | null;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly checkedBy: string | null;
  readonly checkedAt: string | null;
  readonly retiredAt: string | null;
  /** How often something else may still be typed. */
  readonly triesLeft: number;
  /** Why the reader is not who can check it, or null. */
  readonly checkOff: string | null;
  /** Whoever added it set the agency’s number too: the checker finds one elsewhere, and says where. */
  readonly asksNumber: boolean;
}

export interface AgencyRow {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly unit: string | null;
  readonly contactName: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: string;
  readonly retiredAt: string | null;
  /** The newest first; of a retired agency all are retired. */
  readonly keys: readonly AgencyKeyRow[];
  /** A referral to it can be sealed: one of its keys is checked. */
  readonly hasUsableKey: boolean;
}
