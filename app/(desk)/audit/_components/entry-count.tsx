import type { AuditPage } from '@/lib/audit';

/** How many entries match, in words. */
export async function EntryCount({ trail }: { trail: Promise<AuditPage> }) {
  const { total } = await trail;
  return `${total.toLocaleString('en')} ${total === 1 ? 'entry' : 'entries'}`;
}
