import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkPills } from '@/app/_ui/link-pills';
import type { ReportsPage } from '@/lib/reporting';
import { FUNNEL, FUNNEL_STEPS, type FunnelStep, type ReportFilter } from '@/lib/reporting/schema';
import { Paging } from '../../_components/paging';
import { hrefWith } from '../../_components/query';
import { RowKeys } from '../../_components/row-keys';
import { HotlinesDown } from './hotlines-down';
import { MissingReports } from './missing-reports';
import { ProofLine } from './proof-line';
import { ReportFilters } from './report-filters';
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

function emptyWords({ step, late, notice }: ReportFilter): string {
  if (late) return 'Nothing is later than its urgency allows.';
  if (notice) return 'Every platform that has an address was told of what was filed, or is still being told.';
  return step ? EMPTY[step] : 'A report is made from the review of an item, with “Report” beside the decision. It then appears here by itself.';
}

interface ReportsListProps {
  page: Promise<ReportsPage>;
  filter: ReportFilter;
  retryOff: string | undefined;
}

/** What the desk knows of all reports together, the funnel, and the reports in the step that was chosen. */
export async function ReportsList({ page, filter, retryOff }: ReportsListProps) {
  const read = await page;
  const { funnel, rows, next, now, missing, hotlines } = read;
  const { step, before, late, hotline, notice } = filter;
  const all = FUNNEL_STEPS.reduce((sum, name) => sum + funnel[name], 0);
  const isNarrowed = [step, late, hotline, notice].some((value) => value !== undefined);
  return (
    <>
      <HotlinesDown page={read} />
      <MissingReports missing={missing} makeOff={retryOff} />
      <LinkPills
        label="Where reports stand"
        views={[
          { href: hrefWith('/reports', { hotline }), label: 'All', count: all, isCurrent: step === undefined && late === undefined && notice === undefined },
          ...FUNNEL_STEPS.map((name) => ({ href: hrefWith('/reports', { step: name, hotline }), label: FUNNEL[name].words, count: funnel[name], isCurrent: step === name })),
        ]}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line px-3.5 py-2">
        <ProofLine page={read} />
        <ReportFilters hotlines={hotlines} filter={filter} />
      </div>
      {rows.length === 0 ? (
        <EmptyState title="No reports here" action={isNarrowed && <Link href="/reports" prefetch={false} className={buttonClass()}>Show all reports</Link>}>
          {emptyWords(filter)}
        </EmptyState>
      ) : (
        <RowKeys>
          <ReportsTable reports={rows} now={now} retryOff={retryOff} />
        </RowKeys>
      )}
      <Paging
        newer={before ? hrefWith('/reports', { step, late, hotline, notice }) : undefined}
        older={next ? hrefWith('/reports', { step, late, hotline, notice, before: next }) : undefined}
      />
    </>
  );
}
