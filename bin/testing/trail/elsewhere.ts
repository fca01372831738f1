import type { Action } from '@/lib/audit/schema';

/**
 * Actions that no single act of somebody at the desk writes: failures, refusals, what the desk does by itself, and what
 * is done from the command line. Each with the file that writes it.
 */
export const WRITTEN_ELSEWHERE: Readonly<Partial<Record<Action, string>>> = {
  'access.limited': 'lib/web/limited.ts',
  'person.created': 'lib/access/create-person.ts',
  'person.linked': 'lib/access/people/link-company.ts',
  'media.refused': 'lib/evidence/receive.ts',
  'items.refused': 'lib/intake/receive-items.ts',
  'media.derived': 'lib/evidence/derive/save-derived.ts',
  'evidence.broken': 'lib/evidence/found-broken.ts',
  'evidence.rewrapped': 'lib/evidence/rotate.ts',
  'evidence.destroyed': 'lib/evidence/shred.ts',
  'item.destroyed': 'lib/retention/destruction/shred.ts',
  'destruction.executed': 'lib/retention/destruction/shred.ts',
  'destruction.refused': 'lib/retention/destruction/execute.ts',
  'destruction.done': 'lib/retention/destruction/execute.ts',
  'destruction.beyond_restore': 'lib/retention/destruction/beyond-restore.ts',
  'erasure.done': 'lib/retention/erasure/work.ts',
  'hold.lapsed': 'lib/retention/holds/lapse.ts',
  'agency.key_differed': 'lib/referral/agencies/check-key.ts',
  'referral.voided': 'lib/referral/request/void.ts',
  'referral.packed': 'lib/referral/package/settle.ts',
  'referral.failed': 'lib/referral/package/settle.ts',
  'referral.expired': 'lib/referral/request/expire.ts',
  'referral.dropped': 'lib/referral/request/drop.ts',
  'hotline.checked': 'lib/reporting/check-hotline.ts',
  'hotline.schema_checked': 'lib/reporting/check-schema.ts',
  'report.stuck': 'lib/reporting/filing.ts',
  'report.missing': 'lib/reporting/reconcile/tell.ts',
  'notice.delivered': 'lib/reporting/notices/settle-notice.ts',
  'notice.stuck': 'lib/reporting/notices/settle-notice.ts',
};
