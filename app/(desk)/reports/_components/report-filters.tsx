import Link from 'next/link';
import { pillClass } from '@/app/_ui/pill';
import type { ReportsPage } from '@/lib/reporting';
import type { ReportFilter } from '@/lib/reporting/schema';
import { hrefWith } from '../../_components/query';

/** What narrows the list beside its step: only what is late, only one hotline's. Each is an address. */
export function ReportFilters({ hotlines, filter: { before: _before, ...filter } }: { hotlines: ReportsPage['hotlines']; filter: ReportFilter }) {
  const views = [
    { label: 'Late', href: hrefWith('/reports', { ...filter, notice: undefined, late: filter.late ? undefined : '1' }), isOn: filter.late !== undefined },
    { label: 'Platform not told', href: hrefWith('/reports', { ...filter, late: undefined, step: undefined, notice: filter.notice ? undefined : 'stuck' }), isOn: filter.notice !== undefined },
    ...(hotlines.length < 2 ? [] : hotlines).map(({ id, name }) => ({
      label: name,
      href: hrefWith('/reports', { ...filter, hotline: filter.hotline === id ? undefined : id }),
      isOn: filter.hotline === id,
    })),
  ];
  return (
    <nav aria-label="Narrow the list">
      <ul className="flex flex-wrap gap-1.5">
        {views.map(({ label, href, isOn }) => (
          <li key={label}>
            <Link href={href} prefetch={false} aria-current={isOn || undefined} className={`${pillClass(isOn ? 'current' : 'plain')} hover:text-text`}>
              {label}
              {isOn && <span className="sr-only">, on: press to show all</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
