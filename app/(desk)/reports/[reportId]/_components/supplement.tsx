import { Section } from '@/app/_ui/section';
import type { ReportRow } from '@/lib/reporting';
import { AddToReport } from './add-to-report';
import { UndoAdding } from './undo-adding';

interface SupplementProps {
  row: ReportRow;
  viewerId: string;
  /** Why the viewer can add nothing, or undefined. */
  addOff: string | undefined;
}

/** Adding to a report that is filed; taking an addition back while nothing of it was sent. */
export function Supplement({ row, viewerId, addOff }: SupplementProps) {
  if (row.state === 'filed') {
    return (
      <Section title="Add to this report" as="h2">
        <AddToReport reportId={row.id} hotlineName={row.hotlineName} isTest={row.isTest} disabledReason={addOff} />
      </Section>
    );
  }
  const canUndo = row.supplementOfId !== null && row.createdById === viewerId && ['waiting', 'awaiting_approval', 'draft'].includes(row.state);
  if (!canUndo) return null;
  return (
    <Section title="Your addition" as="h2">
      <UndoAdding reportId={row.id} />
    </Section>
  );
}
