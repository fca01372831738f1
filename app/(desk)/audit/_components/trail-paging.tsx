import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';

interface TrailPagingProps {
  filter: AuditFilter;
  newer: string | null;
  older: string | null;
}

/** The ways on, from any depth: each page begins where the one before it ended. */
export function TrailPaging({ filter, newer, older }: TrailPagingProps) {
  const { before: _before, after: _after, entry: _entry, live, ...filters } = filter;
  const ways = [
    ...(newer === null ? [] : [{ words: 'Newest', href: hrefWith('/audit', { ...filters, live }) }, { words: 'Newer', href: hrefWith('/audit', { ...filters, after: newer }) }]),
    ...(older === null ? [] : [{ words: 'Older', href: hrefWith('/audit', { ...filters, before: older }) }]),
  ];
  if (ways.length === 0) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2 px-4.5 py-3">
      {ways.map(({ words, href }) => (
        <Link key={words} href={href} prefetch={false} className={buttonClass({ size: 'sm' })}>
          {words}
        </Link>
      ))}
    </nav>
  );
}
