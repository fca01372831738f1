import { Prisma } from '@/lib/db';
import { type Action, type AuditOutcome, type Target, wordsOf } from '../schema';

/** An entry as pages show it. */
export interface AuditRow {
  readonly seq: string;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly role: string | null;
  readonly action: Action;
  readonly words: string;
  readonly outcome: AuditOutcome;
  readonly targets: readonly Target[];
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly sessionId: string | null;
}

/** With what a browser needs to check that the columns say what the log has proven. */
export interface TrailRow extends AuditRow {
  /** The entry of the log, word for word; null where the stored bytes are no text, which no entry of ours is. */
  readonly leaf: string | null;
}

/** An event as the database gives it. */
export interface Stored {
  readonly seq: bigint;
  readonly id: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly role: string | null;
  readonly sessionId: string | null;
  readonly requestId: string;
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly caseId: string | null;
  readonly itemId: string | null;
  readonly targets: unknown;
  readonly reason: string | null;
  readonly details: unknown;
  readonly leaf: Uint8Array;
}

/** The columns of `Stored`, for `SELECT`. */
export const COLUMNS = Prisma.raw(
  ['seq', 'id', 'at', 'actorKind', 'actorId', 'actorName', 'role', 'sessionId', 'requestId', 'action', 'outcome', 'caseId', 'itemId', 'targets', 'reason', 'details', 'leaf'].map((name) => `e."${name}"`).join(', '),
);

export function toRow(event: Omit<Stored, 'leaf'>): AuditRow {
  return {
    seq: event.seq.toString(),
    id: event.id,
    at: event.at.toISOString(),
    actor: event.actorName,
    actorKind: event.actorKind,
    actorId: event.actorId,
    role: event.role,
    action: event.action as Action,
    words: wordsOf(event.action),
    outcome: event.outcome,
    targets: Array.isArray(event.targets) ? (event.targets as Target[]) : [],
    caseId: event.caseId,
    itemId: event.itemId,
    reason: event.reason,
    details: (event.details ?? {}) as Record<string, unknown>,
    requestId: event.requestId,
    sessionId: event.sessionId,
  };
}

function textOf(leaf: Uint8Array): string | null {
  try {
    // The mark at a text's beginning would be swallowed otherwise, and the bytes be others.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(leaf);
  } catch {
    return null;
  }
}

export function toTrailRow(event: Stored): TrailRow {
  return { ...toRow(event), leaf: textOf(event.leaf) };
}
