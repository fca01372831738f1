import { Section } from '@/app/_ui/section';
import type { ReportView } from '@/lib/reporting';
import { TakeBack } from '../../_components/take-back';
import { takeBackOf } from '../../take-back-of';
import { UndoAdding } from './undo-adding';

/** Taking back what the viewer asked for, while nothing of it was sent. */
export function OwnReport({ view: { row, linked, isDecidedByReader }, viewerId }: { view: ReportView; viewerId: string }) {
  const beside = linked.flatMap(({ row: other, how }) => (how === 'beside' ? [other] : []));
  const kind = takeBackOf(row, beside, { id: viewerId, isDecider: isDecidedByReader });
  if (kind === null) return null;
  return (
    <Section title={kind === 'addition' ? 'Your addition' : 'Your report'} as="h2">
      {kind === 'addition' ? <UndoAdding reportId={row.id} /> : <TakeBack reportId={row.id} items={row.items} kind={kind} />}
    </Section>
  );
}
