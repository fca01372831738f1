import { z } from 'zod';

/** The views of the queue; the chosen one lives in the URL. */
export const QUEUE_VIEWS = { next: 'Next up', mine: 'Mine', text: 'Text only', aside: 'Set aside' } as const;
export type QueueView = keyof typeof QUEUE_VIEWS;

export const queueInput = z.object({ view: z.enum(['next', 'mine', 'text', 'aside']).catch('next') });
export const takeInput = z.object({ itemId: z.uuid() });
export const takeNextInput = z.object({});

export type Severity = 'imminent' | 'high' | 'standard';

export interface QueueRow {
  readonly id: string;
  /** The platform's own name for the account: a pseudonym to us. */
  readonly subject: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly receivedAt: string;
  /** Blurred preview of the first file; null for text alone, and for who asked not to be shown one. */
  readonly previewOf: string | null;
  readonly isMine: boolean;
  /** Pseudonym of somebody else who holds it. */
  readonly heldBy: string | null;
}

export interface QueueList {
  /** The server's time, from which ages are counted. */
  readonly now: string;
  readonly rows: readonly QueueRow[];
  readonly counts: Readonly<Record<QueueView, number>>;
  /** For supervisors: how many items nobody is given who is at the desk now. */
  readonly unclaimed: number | null;
}
