import type { AuditRow } from '@/lib/audit';
import type { Action } from '@/lib/audit/schema';
import { OUTCOMES, type Outcome } from '@/lib/review/schema';
import type { CaseEvent } from './schema';

const ORDER = ['imminent', 'high', 'standard'] as const;

/** A case is as grave as its gravest item. */
export function gravest(severities: readonly (typeof ORDER)[number][]): (typeof ORDER)[number] {
  return ORDER.find((severity) => severities.includes(severity)) ?? 'standard';
}

const BASES: Readonly<Record<string, string>> = { facts: 'not viewed', blurred: 'after a peek', revealed: 'after a reveal' };

const KEY_ACTIONS: ReadonlySet<Action> = new Set(['evidence.revealed', 'decision.saved', 'report.filed', 'report.stuck', 'referral.released', 'referral.taken']);

function aboutOf({ action, details, targets }: AuditRow): string | null {
  if (action === 'report.filed') return `Receipt ${String(details.receipt)}`;
  if (action === 'decision.saved') return `${OUTCOMES[details.outcome as Outcome]}, ${BASES[String(details.basis)] ?? ''}`;
  return targets.find(({ label }) => label)?.label ?? null;
}

export function toCaseEvent(row: AuditRow): CaseEvent {
  return { id: row.id, at: row.at, actor: row.actor, words: row.words, about: aboutOf(row), reason: row.reason, isKey: KEY_ACTIONS.has(row.action) };
}
