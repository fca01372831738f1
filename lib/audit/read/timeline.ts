import type { Ctx } from '@/lib/db';
import type { Action } from '../schema';
import { type AuditRow, toRow } from './row';

/** Readings, and the steps of a filing between its start and its end: the audit trail has them, a timeline drowns in them. */
const NOT_IN_TIMELINE: Action[] = ['audit.read', 'case.read', 'item.read', 'evidence.granted', 'report.moved'];

/** What was done on one case, newest first, for its timeline. The caller has checked that the case may be read. */
export async function timelineOf({ tx }: Ctx, caseId: string, limit = 200): Promise<AuditRow[]> {
  const where = { caseId, outcome: 'done', action: { notIn: NOT_IN_TIMELINE } } as const;
  const events = await tx.auditEvent.findMany({ where, orderBy: [{ at: 'desc' }, { seq: 'desc' }], take: limit, omit: { leaf: true } });
  return events.map(toRow);
}
