/** Where a referral stands, with the words a person reads. In the order of one that goes well, then the rest. */
export const REFERRAL_STATES = {
  draft: 'Being prepared',
  awaiting_approval: 'Waits for a second person',
  approved: 'Agreed to, not released',
  packing: 'Package is being made',
  released: 'Package can be taken',
  acknowledged: 'Acknowledged by the agency',
  expired: 'Its time ran out',
  withdrawn: 'Withdrawn',
  failed: 'Package could not be made',
} as const;
export type ReferralState = keyof typeof REFERRAL_STATES;

/** Every way from one state to another; there is no other. */
const MOVES: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  draft: ['awaiting_approval', 'withdrawn'],
  // Back to the draft: sent back by the second person, taken back by the first, or no longer what was asked for.
  awaiting_approval: ['approved', 'draft', 'withdrawn'],
  // Back to the draft: something that was agreed to is another one now, or nobody released it in time.
  approved: ['packing', 'draft', 'withdrawn'],
  packing: ['released', 'failed'],
  released: ['acknowledged', 'expired', 'withdrawn'],
  acknowledged: [],
  // Authorities are slower than a package is kept: what was taken along in time can be acknowledged at any time.
  expired: ['acknowledged'],
  withdrawn: [],
  failed: ['packing', 'draft', 'withdrawn'],
};

export const canMove = (before: ReferralState, after: ReferralState): boolean => MOVES[before].includes(after);

/** Those that something new can be made from: they are over, or the agency needs another one. */
const REISSUABLE = ['released', 'acknowledged', 'expired', 'withdrawn', 'failed'] as const satisfies readonly ReferralState[];

export const isReissuable = (state: ReferralState): boolean => (REISSUABLE as readonly ReferralState[]).includes(state);

/** How long an approval can be used, a package taken, and a granted taking begun or resumed. */
export const APPROVAL_HOURS = 72;
export const TAKE_DAYS = 7;
export const TAKING_MINUTES = 10;

export const REFERRAL_KINDS = {
  disclosure: { words: 'Disclosure on legal process', hint: 'An authority demands it in writing: a warrant, an order, a subpoena.' },
  emergency: { words: 'Emergency disclosure', hint: 'Danger of death or serious physical injury, without legal process (18 USC 2702(b)(8) and (c)(4)).' },
} as const;
export type ReferralKind = keyof typeof REFERRAL_KINDS;

export const REFERRAL_PROFILES = {
  full: { words: 'Full package', hint: 'For court: originals, a report to read, data for programs (CASE), the custody log, and what proves all of it, signed in one folder (BagIt).' },
  simple: { words: 'Simple package', hint: 'A report to read, tables, and the files, with their hashes. Not signed.' },
  report_only: { words: 'Report only', hint: 'A report to read and tables, with the hashes of the files. No file of an item leaves.' },
} as const;
export type ReferralProfile = keyof typeof REFERRAL_PROFILES;
