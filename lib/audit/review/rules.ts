import type { Action, AuditFilter } from '../schema';

/** From how many on it is worth a look, in a week. */
export const FROM = { undecidedItems: 5, refusals: 10 } as const;

/** The desk's working hours, for the words and the query alike. */
export interface Hours {
  /** `07:00`; the first minute within. */
  readonly from: string;
  /** `20:00`; the first minute after. */
  readonly to: string;
  readonly timeZone: string;
}

interface Rule {
  readonly title: string;
  /** What exactly is counted, as a sentence. */
  readonly words: (hours: Hours) => string;
  /** What of the list holds it; for some rules the list can only show more than what is counted, and says so. */
  readonly filter: Pick<AuditFilter, 'action' | 'outcome'> & { readonly action: Action };
  readonly isListWider?: true;
}

/** Counts that a reviewer looks at first. Each has its everyday reasons: they say where to look, never that something is wrong. */
export const RULES = {
  off_hours: {
    title: 'Reveals outside of working hours',
    words: ({ from, to, timeZone }) => `Originals revealed before ${from} or from ${to} on, ${timeZone}.`,
    filter: { action: 'evidence.revealed', outcome: 'done' },
    isListWider: true,
  },
  undecided: {
    title: 'Reveals without a decision',
    words: () => `Items of which a person revealed originals, and on which nobody had saved a decision by the end of the week; from ${FROM.undecidedItems} items on.`,
    filter: { action: 'evidence.revealed', outcome: 'done' },
    isListWider: true,
  },
  unfinished: {
    title: 'Looks without an end',
    words: () => 'Peeks and reveals that were opened more often than their end was recorded, by session and item.',
    filter: { action: 'evidence.granted' },
    isListWider: true,
  },
  referrals: { title: 'Referrals', words: () => 'Packages released for an agency.', filter: { action: 'referral.released' } },
  exports: { title: 'Exports of the trail', words: () => 'Exports of the audit trail, redacted or not.', filter: { action: 'audit.exported' } },
  step_ups: { title: 'Failed second factors', words: () => 'Second factors that were answered wrongly, signing in or again later.', filter: { action: 'session.verification_failed' } },
  refusals: {
    title: 'Refusals',
    words: () => `Refusals of one person for their role or for a row, without questions for a second factor; more than ${FROM.refusals}.`,
    filter: { action: 'access.refused', outcome: 'refused' },
    isListWider: true,
  },
  lockouts: { title: 'Lockouts', words: () => 'Accounts and addresses locked out after repeated failures.', filter: { action: 'session.locked_out' } },
  break_glass: { title: 'Break-glass', words: () => 'Roles taken by break-glass.', filter: { action: 'break_glass.started' } },
  walls: { title: 'Walls put up', words: () => 'People kept away from a case by somebody else.', filter: { action: 'case.walled' } },
  lifted: { title: 'Walls lifted', words: () => 'People let back to a case.', filter: { action: 'case.wall_lifted' } },
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof RULES;

export const ruleOf = (name: RuleName): Rule => RULES[name];
