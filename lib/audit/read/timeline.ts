import type { Ctx } from '@/lib/db';
import type { Action } from '../schema';
import { type AuditRow, toRow } from './row';

/** Readings of a report or referral and what a draft was while it was one, which say nothing of what became of it. */
const READINGS: Action[] = ['report.read', 'report.packet_read', 'report.call_read', 'referral.read', 'referral.previewed', 'referral.messages_read', 'referral.saved'];
/** Readings, and the steps of a filing between its start and its end: the audit trail has them, a timeline drowns in them. */
const NOT_IN_TIMELINE: Action[] = ['audit.read', 'case.read', 'item.read', 'evidence.granted', 'report.moved', ...READINGS];

/** What was done on one case, newest first, for its timeline. The caller has checked that the case may be read. */
export async function timelineOf({ tx }: Ctx, caseId: string, limit = 200): Promise<AuditRow[]> {
  const where = { caseId, outcome: 'done', action: { notIn: NOT_IN_TIMELINE } } as const;
  const events = await tx.auditEvent.findMany({ where, orderBy: [{ at: 'desc' }, { seq: 'desc' }], take: limit, omit: { leaf: true } });
  return events.map(toRow);
}

/** What happened to one thing of a case, oldest first. The caller has checked that it may be read. */
export async function historyOf({ tx }: Ctx, { caseId, targetId }: { readonly caseId: string; readonly targetId: string }, limit = 500): Promise<AuditRow[]> {
  const where = { caseId, outcome: 'done', action: { notIn: READINGS }, targets: { array_contains: [{ id: targetId }] } } as const;
  const events = await tx.auditEvent.findMany({ where, orderBy: [{ at: 'asc' }, { seq: 'asc' }], take: limit, omit: { leaf: true } });
  return events.map(toRow);
}
