import type { Metadata } from 'next';
import Link from 'next/link';
import { Bar } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { can, whyNot } from '@/lib/access/schema';
import { permit } from '@/lib/web';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { mendOffOf } from '../mend-off';
import { CallsSection } from './_components/calls-section';
import { InTheWay } from './_components/in-the-way';
import { LinkedReports } from './_components/linked-reports';
import { Notices } from './_components/notices';
import { OwnReport } from './_components/own-report';
import { ReportContents } from './_components/report-contents';
import { ReportFacts } from './_components/report-facts';
import { ReportHistory } from './_components/report-history';
import { Supplement } from './_components/supplement';
import { Verdicts } from './_components/verdicts';
import { readReport } from './read-report';

interface ReportPageProps {
  params: Promise<{ reportId: string }>;
}

/** Hotline and case number: they say nothing about anyone. */
export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { row } = await readReport((await params).reportId);
  return { title: `Report of case ${row.caseNumber} to ${row.hotlineName}` };
}

/** One report: where it stands and who has to act, what it covers, what happened to it, and what can be done about it. */
export default async function ReportPage({ params }: ReportPageProps) {
  const { reportId } = await params;
  const view = await readReport(reportId);
  const { id: viewerId, role } = await permit('report.read');
  const { row, linked } = view;
  return (
    <LiveRefresh topics={['case', 'report']} ids={[reportId, row.caseId, viewerId, ...linked.map((each) => each.row.id)]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="Report"
            bar={
              <>
                <Bar end={isTestMode() && <TestPill />}>
                  <h1 className="truncate text-muted">
                    <Link href="/reports" prefetch={false} className="hover:text-text hover:underline">
                      Reports
                    </Link>{' '}
                    / <span className="font-medium text-text">{row.hotlineName}</span> of{' '}
                    <Link href={`/cases/${row.caseId}?tab=reports`} prefetch={false} className="font-medium text-text hover:underline">
                      {row.caseNumber}
                    </Link>
                  </h1>
                </Bar>
                <ReportFacts view={view} />
              </>
            }
          >
            <InTheWay view={view} mendOff={mendOffOf(row, { id: viewerId, role })} retryOff={whyNot(role, 'report.retry') ?? undefined} vouchOff={whyNot(role, 'report.vouch') ?? undefined} mayApprove={can(role, 'report.approve')} />
            <ReportContents view={view} />
            <Notices notices={view.notices} tellOff={whyNot(role, 'notice.retry') ?? undefined} />
            {view.calls !== null && <CallsSection calls={view.calls} />}
          </Pane>
        }
        panel={
          <Pane kind="panel" label="What happened">
            <OwnReport view={view} viewerId={viewerId} />
            <Supplement row={row} addOff={whyNot(role, 'report.mend') ?? undefined} />
            <LinkedReports linked={linked} />
            <Verdicts verdicts={view.verdicts} />
            <ReportHistory history={view.history} />
          </Pane>
        }
      />
    </LiveRefresh>
  );
}
