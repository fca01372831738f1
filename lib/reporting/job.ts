import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { jobKey } from './create';

/** Has a report looked at, in the order of urgency among those that are due. @param at now by default. */
export function wakeReport(tx: Tx, { id, urgency }: { readonly id: string; readonly urgency: number }, at?: Date): Promise<void> {
  return enqueue(tx, 'file-report', { reportId: id }, { ...(at && { runAt: at }), key: jobKey(id), priority: urgency });
}
