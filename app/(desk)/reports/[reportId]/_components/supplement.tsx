import { Section } from '@/app/_ui/section';
import type { ReportRow } from '@/lib/reporting';
import { AddToReport } from './add-to-report';

interface SupplementProps {
  row: ReportRow;
  /** Why the viewer can add nothing, or undefined. */
  addOff: string | undefined;
}

/** Adding to a report that is filed. */
export function Supplement({ row, addOff }: SupplementProps) {
  if (row.state !== 'filed') return null;
  return (
    <Section title="Add to this report" as="h2">
      <AddToReport reportId={row.id} hotlineName={row.hotlineName} isTest={row.isTest} disabledReason={addOff} />
    </Section>
  );
}
