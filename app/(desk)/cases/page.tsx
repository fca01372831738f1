import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { LinkPills } from '@/app/_ui/link-pills';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listCases } from '@/lib/cases';
import { caseFilter } from '@/lib/cases/schema';
import { permit, read } from '@/lib/web';
import { type Query, hrefWith, readQuery } from '../_components/query';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { CaseSearch } from './_components/case-search';
import { CasesList } from './_components/cases-list';

export const metadata: Metadata = { title: 'Cases' };

const readCases = read({ permission: 'case.read', input: caseFilter, run: listCases });

const STATUSES = { open: 'Open', closed: 'Closed', all: 'All' } as const;

/** Cases by status, and by number or account. */
export default async function CasesPage({ searchParams }: { searchParams: Query }) {
  await permit('case.read');
  const filter = caseFilter.parse(await readQuery(searchParams));
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Cases"
          bar={
            <>
              <Bar end={isTestMode() && <TestPill />}>
                <BarTitle as="h1">Cases</BarTitle>
              </Bar>
              <div className="flex flex-wrap items-center border-b border-line *:first:border-b-0">
                <LinkPills
                  label="Cases by status"
                  views={(['open', 'closed', 'all'] as const).map((status) => ({
                    href: hrefWith('/cases', { status: status === 'open' ? undefined : status, text: filter.text }),
                    label: STATUSES[status],
                    isCurrent: filter.status === status,
                  }))}
                />
                <CaseSearch filter={filter} />
              </div>
            </>
          }
        >
          <LiveRefresh topics={['case', 'report', 'queue']}>
            <Suspense fallback={<SkeletonTable label="Loading the cases" />}>
              <CasesList cases={readCases(filter)} filter={filter} />
            </Suspense>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
