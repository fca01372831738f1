import type { Drawing } from './drawings';

export interface Line {
  /** `s` for the subject, `o` for the other side, `t` for a third person. */
  readonly from: 's' | 'o' | 't';
  readonly text?: string;
  readonly files?: readonly Drawing[];
  readonly flagged?: boolean;
}

interface DemoSignal extends Record<string, unknown> {
  /** The drawing that the signal is about. */
  readonly file?: Drawing;
}

type Details = Readonly<Record<string, unknown>>;

export interface DemoItem {
  readonly id: string;
  /** How long ago it was received. */
  readonly minutesAgo: number;
  readonly subject: string;
  readonly other: string;
  /** Somebody who takes part beside the two. */
  readonly third?: string;
  readonly hint?: string;
  readonly encryption?: string;
  readonly lines: readonly Line[];
  readonly signals: readonly DemoSignal[];
  /** Further facts that a platform may know, by the names of the intake. */
  readonly subjectDetails?: Details;
  readonly otherDetails?: Details;
  readonly thirdDetails?: Details;
  readonly more?: Details;
  /** What the platform knows of a drawing's upload. */
  readonly fileDetails?: Details;
}

const hma = { kind: 'hash_match', detector: 'hma' } as const;
export const pdq = (file: Drawing, distance: number, list = 'confirmed') => ({ ...hma, list, algorithm: 'pdq', distance, threshold: 31, quality: 96, file });
export const exact = (file: Drawing, algorithm: string, list = 'confirmed') => ({ ...hma, list, algorithm, exact: true, file });
export const classifier = (label: string, score: number) => ({ kind: 'classifier', detector: 'text-v2', label, score, modelVersion: '2026-09' });
export const report = (reporterId: string, reason = 'child_safety') => ({ kind: 'user_report', reason, reporterId });

export const DEMO = 'Demo text. It stands in for a conversation:';
export const say = (from: Line['from'], text: string, flagged = false): Line => ({ from, text, flagged });
export const show = (from: Line['from'], files: readonly Drawing[], text?: string): Line => ({ from, files, text, flagged: true });

/** Somebody who is harmed, as a platform may know it. */
export const YOUNG = { role: 'victim', age: 13, school: 'Example School', estimatedLocation: { city: 'Springfield', region: 'Illinois', countryCode: 'US', verified: false } };
