import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

export const CASE_TABS = { timeline: 'Timeline', items: 'Items', accounts: 'Accounts', reports: 'Reports', referrals: 'Referrals', access: 'Access' } as const;
export type CaseTab = keyof typeof CASE_TABS;

export const caseFilter = z.object({
  status: z.enum(['open', 'closed', 'all']).catch('open'),
  text: storable(z.string()).trim().max(100).catch(''),
});
export type CaseFilter = z.output<typeof caseFilter>;

export const caseInput = z.object({ caseId: z.uuid() });

const body = z.string().trim().min(1, 'The note is empty').max(5000, 'A note holds at most 5,000 characters');
export const addNoteInput = z.object({ caseId: z.uuid(), body });
export const editNoteInput = z.object({ noteId: z.uuid(), body, /** The version that was edited, so that nobody overwrites what they have not seen. */ version: z.number().int().min(1) });

export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly platform: string;
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly status: 'open' | 'closed';
  readonly items: number;
  readonly undecided: number;
  readonly reports: number;
  readonly openedAt: string;
}

export interface CaseNote {
  readonly id: string;
  readonly author: string;
  readonly isMine: boolean;
  readonly versions: readonly { readonly version: number; readonly body: string; readonly writtenAt: string }[];
}

export interface CaseItem {
  readonly id: string;
  readonly summary: string;
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly receivedAt: string;
  readonly outcome: string | null;
  readonly files: number;
  /** Decided, and a filing or a hold has it kept: looks at it go by narrower rules. */
  readonly isPreserved: boolean;
}

export interface CaseAccount {
  readonly id: string;
  readonly externalId: string;
  readonly screenName: string | null;
  readonly displayName: string | null;
  readonly emails: readonly { readonly address: string; readonly verified: boolean }[];
  readonly ipEvents: readonly { readonly ip: string; readonly event: string; readonly at: string }[];
  readonly isSubject: boolean;
}

export interface CaseEvent {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly words: string;
  readonly about: string | null;
  readonly reason: string | null;
  /** Reveals, decisions and filings stand out. */
  readonly isKey: boolean;
}

export interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly status: 'open' | 'closed';
  readonly severity: 'imminent' | 'high' | 'standard';
  readonly subject: string;
  readonly platform: string;
  readonly openedAt: string;
  readonly items: readonly CaseItem[];
  readonly accounts: readonly CaseAccount[];
  readonly notes: readonly CaseNote[];
  readonly timeline: readonly CaseEvent[];
}
