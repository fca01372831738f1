import type { MissingField, ReferralItem, ReferralKind, ReferralScope, ReferralView, SaveReferralInput } from '@/lib/referral/schema';

/** What is filled in, step by step. */
export type Draft = Omit<SaveReferralInput, 'referralId' | 'seenAt'>;

export function draftOf({ agency, key, profile, legalBasis, danger, scope, redactions }: ReferralView): Draft {
  const { processType, reference, authority, issuedAt, deadline } = legalBasis;
  return { agencyId: agency?.id ?? null, keyId: key?.id ?? null, profile, legalBasis: { processType, reference, authority, issuedAt, deadline }, danger, scope, redactions };
}

export const STEPS = {
  agency: 'Agency and key',
  basis: 'Legal basis',
  danger: 'Agency and danger',
  scope: 'What is handed over',
  redaction: 'What is taken out',
  preview: 'Preview and ask',
} as const;
export type Step = keyof typeof STEPS;

const WAYS: Readonly<Record<ReferralKind, readonly Step[]>> = {
  disclosure: ['agency', 'basis', 'scope', 'redaction', 'preview'],
  // Without process there is no legal basis to fill in; who is in danger stands beside who is told.
  emergency: ['danger', 'scope', 'redaction', 'preview'],
};

export const stepsOf = (kind: ReferralKind): readonly Step[] => WAYS[kind];

/** The step where a field of the draft is filled in. */
export function stepOf(field: string, kind: ReferralKind): Step {
  if (field.startsWith('scope') || field === 'profile') return 'scope';
  if (field.startsWith('redactions')) return 'redaction';
  if (kind === 'emergency') return 'danger';
  return field.startsWith('legalBasis') ? 'basis' : 'agency';
}

/** What is still missing in a step. */
export const missingIn = (step: Step, missing: readonly MissingField[], kind: ReferralKind) => missing.filter(({ field }) => stepOf(field, kind) === step);

/** How much a scope names: its items, their files and their messages, before dates narrow them. */
export function scopeCounts({ itemIds }: Pick<ReferralScope, 'itemIds'>, items: readonly ReferralItem[]) {
  const chosen = items.filter(({ id }) => itemIds.includes(id));
  return { items: chosen.length, files: chosen.reduce((sum, { files }) => sum + files, 0), messages: chosen.reduce((sum, { messages }) => sum + messages, 0) };
}

/** A moment as a field of day and time has it, in UTC: `2026-11-23T10:00`; empty for none. */
export const toMinute = (moment: string | null): string => (moment === null ? '' : new Date(moment).toISOString().slice(0, 16));

/** What a field of day and time says, as a moment in UTC. */
export const fromMinute = (text: string): string | null => (text === '' ? null : `${text}:00Z`);
export const toDay = (moment: string | null): string => moment?.slice(0, 10) ?? '';
export const fromDay = (text: string): string | null => text || null;
