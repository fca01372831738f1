import { z } from 'zod';
import type { IncidentType } from '@/lib/hotlines/schema';
import { storable } from '@/lib/kernel/text';
import { ALSO_MAX, decideInput } from '@/lib/review/schema';

export * from './approval/schema';
export * from './mend/schema';
export * from './settings/schema';
export * from './supplement/schema';

/** Where a report stands, with the words a person reads. In the order of a filing that goes well, then the rest. */
export const REPORT_STATES = {
  draft: 'Sent back to whoever asked for it',
  awaiting_approval: 'Waits for a second person',
  waiting: 'Can still be undone',
  opening: 'Opening at the hotline',
  opened: 'Opened at the hotline',
  uploading: 'Sending files',
  describing: 'Describing files',
  finishing: 'Finishing',
  delivering: 'Being sent',
  awaiting_reference: 'Waits for the authority’s reference',
  filed: 'Filed',
  retracting: 'Starting over cleanly',
  withdrawn: 'Withdrawn',
  refused: 'Refused by the hotline',
  needs_attention: 'Needs attention',
} as const;
export type ReportState = keyof typeof REPORT_STATES;

/** What the Reports page is filtered by and counts: every report is in exactly one of them. */
export const FUNNEL = {
  to_approve: { words: 'To agree to', states: ['awaiting_approval'] },
  waiting: { words: 'Can be undone', states: ['waiting'] },
  on_its_way: { words: 'On its way', states: ['opening', 'opened', 'uploading', 'describing', 'finishing', 'retracting', 'delivering'] },
  to_hand_in: { words: 'To hand in', states: ['awaiting_reference'] },
  stuck: { words: 'Stuck', states: ['needs_attention', 'refused', 'draft'] },
  filed: { words: 'Filed', states: ['filed'] },
  withdrawn: { words: 'Withdrawn', states: ['withdrawn'] },
} as const satisfies Record<string, { words: string; states: readonly ReportState[] }>;
export type FunnelStep = keyof typeof FUNNEL;
export const FUNNEL_STEPS = Object.keys(FUNNEL) as FunnelStep[];

export function funnelStepOf(state: ReportState): FunnelStep {
  return FUNNEL_STEPS.find((step) => (FUNNEL[step].states as readonly ReportState[]).includes(state)) ?? 'stuck';
}

/** Whether a report goes on only when somebody acts. */
export function isStopped(state: ReportState): boolean {
  return funnelStepOf(state) === 'stuck';
}

/** The outcomes that must be reported, each with the incident type that it has unless the reviewer chose another. */
const DEFAULT_INCIDENT_TYPE: Readonly<Record<string, IncidentType>> = {
  apparent_csam: 'Child Pornography (possession, manufacture, and distribution)',
  enticement: 'Online Enticement of Children for Sexual Acts',
};

export function isReportable(outcome: string): boolean {
  return Object.hasOwn(DEFAULT_INCIDENT_TYPE, outcome);
}

/** The incident type of an outcome, or null when nothing is reportable. */
export function incidentTypeOf(outcome: string): IncidentType | null {
  return DEFAULT_INCIDENT_TYPE[outcome] ?? null;
}

/** What a plan of a report depends on, beside the items. */
export function planKey(outcome: string, isDangerNow: boolean): string {
  return `${outcome}${isDangerNow ? ' now' : ''}`;
}

/**
 * What the decision panel sends: the facts, whether to report and to which hotlines it was shown to go, other items of the
 * case decided alike, and a note for the case (empty for none).
 */
export const settleInput = z
  .object({ decision: decideInput, isReported: z.boolean(), shown: z.array(z.string().max(60)).max(20).optional(), alsoItemIds: z.array(z.uuid()).max(ALSO_MAX).optional(), note: z.string().trim().max(5000) })
  .superRefine(({ decision, alsoItemIds = [] }, refinement) => {
    for (const [index, id] of alsoItemIds.entries()) {
      if (id === decision.itemId || alsoItemIds.indexOf(id) < index) refinement.addIssue({ code: 'custom', path: ['alsoItemIds', index], message: 'Is named twice' });
    }
  });
export type SettleInput = z.output<typeof settleInput>;

export const reportInput = z.object({ reportId: z.uuid() });

/** What the hotline's people said of a report that is in doubt, and who said so, when. */
export const vouchInput = z.object({ reportId: z.uuid(), found: z.enum(['filed', 'nothing']), reason: storable(z.string()).trim().min(1, 'Say whom you asked, and when.').max(500) });
export type VouchInput = z.output<typeof vouchInput>;

export const decisionInput = z.object({ decisionId: z.uuid() });
export const noticeInput = z.object({ noticeId: z.uuid() });
export const callInput = z.object({ callId: z.uuid() });

/** `before` is the id of the last row of the page before. */
export const reportFilter = z.object({
  step: z.enum(FUNNEL_STEPS).optional(),
  /** Only what is later than its urgency allows. */
  late: z.literal('1').optional(),
  /** An id of the directory of hotlines. */
  hotline: z.string().regex(/^[a-z0-9-]{1,60}$/).optional(),
  /** Only filed ones of which a platform could not be told. */
  notice: z.literal('stuck').optional(),
  before: z.uuid().optional(),
});
export type ReportFilter = z.output<typeof reportFilter>;

/** What an investigator needs, as far as the desk knows it while the decision is still being made. */
export interface CompletenessFacts {
  /** With a zone, as the platform sent it. */
  readonly incidentAt: string | null;
  readonly incidentType: string | null;
  readonly subjectId: string | null;
  readonly subjectScreenName: string | null;
  readonly subjectEmails: number;
  /** `at` as sent. */
  readonly ipEvents: readonly { readonly event: string; readonly at: string | null }[];
  readonly messages: number;
  readonly recipients: number;
  /** Of the recipients, whom the platform named as harmed. */
  readonly victims: number;
  /** `uploadAt` is when its own upload was, as sent, where the platform said it with the file. */
  readonly files: readonly { readonly viewed: boolean | null; readonly industryClass: string | null; readonly uploadAt: string | null }[];
  /** Whether the company may send the industry's classes. */
  readonly sendsIndustryClass: boolean;
}

export interface CompletenessCheck {
  readonly key: string;
  readonly label: string;
  readonly ok: boolean;
  /** How to close the gap, and who can; shown when `ok` is false. */
  readonly howToClose: string;
}

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;
const hasZone = (text: string | null): boolean => text !== null && ZONED.test(text);

/**
 * The things that make a report actionable: when and from where, what it was, who is who, and whether files were looked
 * at. A gap never blocks filing: by statute the type and time of the incident are all that must be there, and a thin
 * report filed is worth more than a full one that waits.
 */
export function completenessOf(facts: CompletenessFacts): readonly CompletenessCheck[] {
  const isUploadKnown = facts.ipEvents.some(({ event, at }) => event === 'Upload' && hasZone(at)) || (facts.files.length > 0 && facts.files.every(({ uploadAt }) => hasZone(uploadAt)));
  const checks: (CompletenessCheck | false)[] = [
    {
      key: 'incident_time',
      label: 'Time of the incident, with its zone',
      ok: hasZone(facts.incidentAt),
      howToClose: 'The platform sends occurredAt with an offset, for example 2026-11-20T08:15:00+01:00.',
    },
    { key: 'incident_type', label: 'Type of incident', ok: facts.incidentType !== null, howToClose: 'You choose the incident type beside the outcome.' },
    { key: 'subject', label: 'Who did it', ok: facts.subjectId !== null, howToClose: 'The platform sends the account as subject.' },
    {
      key: 'subject_contact',
      label: 'Screen name or e-mail address',
      ok: facts.subjectScreenName !== null || facts.subjectEmails > 0,
      howToClose: 'The platform sends the screen name or addresses of the account.',
    },
    {
      key: 'upload_ip',
      label: 'Upload IP with its time and zone',
      ok: isUploadKnown,
      howToClose: 'The platform sends the Upload event of the account, or uploadedFrom with each file; a login address says less.',
    },
    { key: 'conversation', label: 'The conversation', ok: facts.messages > 0, howToClose: 'The platform sends the messages around the flagged one.' },
    {
      key: 'content',
      label: 'The file or the text itself',
      ok: facts.files.length > 0 || facts.messages > 0,
      howToClose: 'The platform sends the file; a hash alone is not enough to act upon.',
    },
    {
      key: 'viewed',
      label: 'Whether each file was viewed',
      ok: facts.files.every(({ viewed }) => viewed !== null),
      howToClose: 'It is taken from the record of views; reload the page if it is missing.',
    },
    { key: 'recipient', label: 'Who received it', ok: facts.recipients > 0, howToClose: 'The platform sends the other accounts as participants.' },
    // Of images the child is mostly nobody on the platform; who is enticed is in the conversation.
    facts.incidentType === DEFAULT_INCIDENT_TYPE.enticement && {
      key: 'victim',
      label: 'Who was harmed',
      ok: facts.victims > 0,
      howToClose: 'The platform sends the participant with the role victim; without it everybody is reported as a recipient.',
    },
    facts.sendsIndustryClass && {
      key: 'file_class',
      label: 'A class for each file',
      ok: facts.files.every(({ industryClass }) => industryClass !== null),
      howToClose: 'You choose A1, A2, B1 or B2 for each file; leave it out when it cannot be told.',
    },
  ];
  return checks.filter((check) => check !== false);
}
