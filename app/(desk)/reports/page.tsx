import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { listReports } from '@/lib/reporting';
import { reportFilter } from '@/lib/reporting/schema';
import { can, whyNot } from '@/lib/access/schema';
import { permit, read } from '@/lib/web';
import { type Query, readQuery } from '../_components/query';
import { SkeletonTable } from '../_components/skeleton-table';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { ReportsList } from './_components/reports-list';

export const metadata: Metadata = { title: 'Reports' };

const readReports = read({ permission: 'report.read', input: reportFilter, run: listReports });

/** Every report to a hotline, live: what can be undone, what is on its way, what is stuck, what has its receipt. */
export default async function ReportsPage({ searchParams }: { searchParams: Query }) {
  const person = await permit('report.read');
  const filter = reportFilter.safeParse(await readQuery(searchParams));
  if (!filter.success) notFound();
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Reports"
          bar={
            <Bar
              end={
                <>
                  {can(person.role, 'report.approve') && (
                    <Link href="/reports/approvals" prefetch={false} className={buttonClass({ size: 'sm' })}>
                      Reports to agree to
                    </Link>
                  )}
                  {isTestMode() && <TestPill />}
                </>
              }
            >
              <BarTitle as="h1">Reports</BarTitle>
            </Bar>
          }
        >
          {/* A wall between the viewer and a case takes its reports away. */}
          <LiveRefresh topics={['case']} ids={[person.id]}>
            <LiveRefresh topics={['report']}>
              <Suspense fallback={<SkeletonTable label="Loading the reports" />}>
                <ReportsList page={readReports(filter.data)} filter={filter.data} retryOff={whyNot(person.role, 'report.retry') ?? undefined} />
              </Suspense>
            </LiveRefresh>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
