import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkPills } from '@/app/_ui/link-pills';
import type { ReportsPage } from '@/lib/reporting';
import { FUNNEL, FUNNEL_STEPS, type FunnelStep, type ReportFilter } from '@/lib/reporting/schema';
import { Paging } from '../../_components/paging';
import { hrefWith } from '../../_components/query';
import { RowKeys } from '../../_components/row-keys';
import { ReportsTable } from './reports-table';

const EMPTY: Record<FunnelStep, string> = {
  to_approve: 'No report waits for a second person.',
  waiting: 'No report is within its undo. The seconds after a report is asked for are shown here.',
  on_its_way: 'Nothing is being filed at this moment.',
  to_hand_in: 'No packet waits to be handed in on an authority’s form.',
  stuck: 'Every report either went through or is still being tried.',
  filed: 'A report is listed here once the hotline has given its receipt.',
  withdrawn: 'No report was undone.',
};

interface ReportsListProps {
  page: Promise<ReportsPage>;
  filter: ReportFilter;
  retryOff: string | undefined;
}

/** The funnel and the reports in the step that was chosen. */
export async function ReportsList({ page, filter: { step, before }, retryOff }: ReportsListProps) {
  const { funnel, rows, next } = await page;
  const all = FUNNEL_STEPS.reduce((sum, name) => sum + funnel[name], 0);
  return (
    <>
      <LinkPills
        label="Where reports stand"
        views={[
          { href: '/reports', label: 'All', count: all, isCurrent: step === undefined },
          ...FUNNEL_STEPS.map((name) => ({ href: hrefWith('/reports', { step: name }), label: FUNNEL[name].words, count: funnel[name], isCurrent: step === name })),
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title="No reports here" action={step && <Link href="/reports" prefetch={false} className={buttonClass()}>Show all reports</Link>}>
          {step ? EMPTY[step] : 'A report is made from the review of an item, with “Report” beside the decision. It then appears here by itself.'}
        </EmptyState>
      ) : (
        <RowKeys>
          <ReportsTable reports={rows} retryOff={retryOff} />
        </RowKeys>
      )}
      <Paging
        newer={before ? hrefWith('/reports', { step }) : undefined}
        older={next ? hrefWith('/reports', { step, before: next }) : undefined}
      />
    </>
  );
}
