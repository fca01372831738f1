import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

/** What a key may be allowed to do, in the words an admin ticks. */
export const SCOPES = {
  'intake.media': 'Send files',
  'intake.items': 'Send items',
  'erasure.request': 'Ask for the erasure of an account’s data',
  'audit.read': 'Read the whole audit log',
  'audit.witness': 'Speak as a witness of the log',
} as const;
export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as [Scope, ...Scope[]];

/** How long a secret may live before it has to be rotated. */
export const KEY_DAYS = [30, 90, 180, 365] as const;
export const RATE_MAX = 60_000;
/** As long as the intake takes names of platforms. */
export const PLATFORM_MAX = 256;
/** How long the old secrets stay good after a rotation, so that a platform can change over without a gap. */
export const OVERLAP_HOURS_MAX = 168;

const days = z.literal(KEY_DAYS, 'One of the lifetimes offered');

const formOfKey = z.object({
  name: storable(z.string()).trim().min(1, 'A name, so that people can tell keys apart').max(80),
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1, 'Choose at least one thing it may do').max(SCOPE_NAMES.length),
  days,
  ratePerMinute: z.int('A whole number').min(1, 'At least 1').max(RATE_MAX, `At most ${RATE_MAX}`),
  needsSignature: z.boolean(),
  /** The one platform of whose accounts it may ask for an erasure, as its items name it; left out of a key that may not. */
  platform: storable(z.string()).trim().min(1, 'The platform, as its items name it').max(PLATFORM_MAX, `At most ${PLATFORM_MAX} characters`).optional(),
});
export const createKeyInput = formOfKey.refine(({ scopes, platform }) => platform !== undefined || !scopes.includes('erasure.request'), {
  path: ['platform'],
  error: 'Say of which platform’s accounts it may ask for an erasure',
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

/** What a key is when nobody wants it otherwise, that of a sending platform; a form begins with these. */
export const ORDINARY_KEY: Omit<CreateKeyInput, 'name'> = { scopes: ['intake.media', 'intake.items'], days: 365, ratePerMinute: 600, needsSignature: false };

export const rotateKeyInput = z.object({
  id: z.uuid(),
  days,
  overlapHours: z.int('A whole number of hours').min(0, 'At least 0').max(OVERLAP_HOURS_MAX, `At most ${OVERLAP_HOURS_MAX}`),
});
export type RotateKeyInput = z.output<typeof rotateKeyInput>;
export const ORDINARY_OVERLAP_HOURS = 24;

export const revokeKeyInput = z.object({ id: z.uuid() });

/** Headers of a signed request. */
export const SIGNATURE_HEADERS = {
  timestamp: 'Watchkeeper-Timestamp',
  nonce: 'Watchkeeper-Nonce',
  contentSha256: 'Watchkeeper-Content-SHA256',
  signature: 'Watchkeeper-Signature',
} as const;
/** How far a signed request's clock may be from ours, either way. */
export const SIGNATURE_WINDOW_S = 300;
