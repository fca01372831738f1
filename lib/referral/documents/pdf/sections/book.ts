import type { ReferralFacts } from '../../../facts';

/** What the chapters are written from. */
export interface Book {
  readonly facts: ReferralFacts;
  /** Points between the margins. */
  readonly width: number;
  /** Page of a mark; empty while pages are being counted. */
  readonly pageOf: (id: string) => string;
}

export const exhibitMark = (name: string): string => `exhibit-${name}`;
