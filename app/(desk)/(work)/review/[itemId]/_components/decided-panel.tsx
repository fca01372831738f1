'use client';
import Link from 'next/link';
import { EmptyState } from '@/app/_ui/empty-state';
import { KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow, SentBack } from '@/lib/reporting';
import { OUTCOMES, type ReviewItem } from '@/lib/review/schema';
import { TakeNext } from '../../../_components/take-next';
import { ReportProgress, type Viewer } from './report-progress';

interface DecidedPanelProps {
  item: ReviewItem;
  reports: readonly ReportRow[];
  sentBack: readonly SentBack[];
  viewer: Viewer;
  /** Why the viewer, who had it a moment ago, has it no more. */
  whyLost: string | undefined;
}

/** What stands when the item is not the viewer's to decide: who has it, or what was decided and where its report is. */
export function DecidedPanel({ item, reports, sentBack, viewer, whyLost }: DecidedPanelProps) {
  const { decision } = item;

  if (!decision) {
    return whyLost !== undefined && !item.heldBy ? (
      <EmptyState title="No longer yours">{whyLost}</EmptyState>
    ) : item.heldBy ? (
      <EmptyState title={`With ${item.heldBy}`}>It comes back to the queue by itself if the lease runs out.</EmptyState>
    ) : (
      <EmptyState title="Not decided yet">The facts are open to you. Take the item to look, unfold and decide.</EmptyState>
    );
  }
  return (
    <>
      <Section title="Decided">
        <KeyValue
          items={[
            { term: 'Outcome', value: OUTCOMES[decision.outcome] },
            { term: 'By', value: decision.by },
            { term: 'When', value: <TimeText at={decision.decidedAt} /> },
          ]}
        />
      </Section>
      {reports.map((report, index) => (
        <Section key={report.id} title={reports.length === 1 ? 'Report' : `Report ${index + 1} of ${reports.length}`}>
          <ReportProgress initial={report} all={reports} viewer={viewer} isDecider={decision.isMine} sentBack={sentBack.find(({ reportId }) => reportId === report.id)} />
        </Section>
      ))}
      <Section title="Next">
        <div className="grid gap-2">
          <TakeNext isWide />
          <Link href={`/cases/${item.caseId}`} prefetch={false} className="w-fit text-muted underline underline-offset-2 hover:text-text">
            Open the case
          </Link>
        </div>
      </Section>
    </>
  );
}
