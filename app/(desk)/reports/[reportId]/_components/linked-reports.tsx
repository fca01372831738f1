import Link from 'next/link';
import { Section } from '@/app/_ui/section';
import type { ReportView } from '@/lib/reporting';
import { REPORT_STATES } from '@/lib/reporting/schema';

const HOW = { adds_to: 'This one adds to', added_by: 'Added later', beside: 'Of the same decision' } as const;

/** The report that this one adds to, those that add to it, and those that went elsewhere. */
export function LinkedReports({ linked }: { linked: ReportView['linked'] }) {
  if (linked.length === 0) return null;
  return (
    <Section title="Linked reports" as="h2">
      <ul className="grid gap-1.5">
        {linked.map(({ row, how }) => (
          <li key={row.id}>
            <span className="text-muted">{HOW[how]}: </span>
            <Link href={`/reports/${row.id}`} prefetch={false} className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current">
              {row.hotlineName} {row.receipt ?? ''}
            </Link>
            <span className="block text-sm text-muted">{REPORT_STATES[row.state]}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
