import type { AuditCount } from '@/lib/audit';

/** How many entries match, in words. */
export async function EntryCount({ total }: { total: Promise<AuditCount> }) {
  const { count, isMore } = await total;
  return `${isMore ? 'more than ' : ''}${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;
}
