import { z } from 'zod';
import type { Outcome } from '@/lib/review/schema';

/** The outcomes that must be reported. */
export const REPORTED_HARMS = ['apparent_csam', 'enticement'] as const satisfies readonly Outcome[];

/** When a second person has to agree to reports of one harm. */
export interface Approval {
  /** Also when every file matches a verified list exactly. */
  readonly forKnown: boolean;
  readonly forNovel: boolean;
}

/** Stands for every hotline without a rule of its own. */
export const EVERY_HOTLINE = '*';

/** What holds until an admin says otherwise: new material is looked at by two, and nothing else is held up. */
export const APPROVAL_DEFAULTS: Readonly<Record<string, Approval>> = {
  apparent_csam: { forKnown: false, forNovel: true },
  enticement: { forKnown: false, forNovel: false },
};

export const approvalRuleInput = z.object({
  hotline: z.string().min(1).max(60),
  harm: z.enum(REPORTED_HARMS),
  forKnown: z.boolean(),
  forNovel: z.boolean(),
});
export type ApprovalRuleInput = z.output<typeof approvalRuleInput>;

export const DECLINE_LENGTH = { least: 10, most: 2000 } as const;
export const declineInput = z.object({
  reportId: z.uuid(),
  reason: z.string().trim().min(DECLINE_LENGTH.least, `Say why in at least ${DECLINE_LENGTH.least} characters`).max(DECLINE_LENGTH.most),
});
export type DeclineInput = z.output<typeof declineInput>;

export const askAgainInput = z.object({ reportId: z.uuid(), note: z.string().trim().max(5000).default('') });
export type AskAgainInput = z.output<typeof askAgainInput>;
