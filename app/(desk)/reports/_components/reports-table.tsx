import Link from 'next/link';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow } from '@/lib/reporting';
import { funnelStepOf } from '@/lib/reporting/schema';
import { hotlineName } from '../report-words';
import { Receipt } from './receipt';
import { ReportState } from './report-state';
import { RetryReport } from './retry-report';

interface ReportsTableProps {
  reports: readonly ReportRow[];
  /** Leaves out what is the same for all: the case and its account. */
  isOfOneCase?: boolean;
  /** Why the viewer cannot send one again, or undefined. */
  retryOff: string | undefined;
}

/** Reports with their state in words; the one act is sending a stuck one again. */
export function ReportsTable({ reports, isOfOneCase = false, retryOff }: ReportsTableProps) {
  return (
    <Table caption="Reports">
      <thead>
        <tr>
          {!isOfOneCase && (
            <>
              <Th>Case</Th>
              <Th>Account</Th>
            </>
          )}
          <Th>Hotline</Th>
          <Th>State</Th>
          <Th>Receipt</Th>
          <Th>Asked for</Th>
          <Th>Filed</Th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <Tr key={report.id} className="align-top">
            {!isOfOneCase && (
              <>
                <Td>
                  <Link href={`/cases/${report.caseId}?tab=reports`} prefetch={false} data-row-link className="font-medium hover:underline">
                    {report.caseNumber}
                  </Link>
                </Td>
                <Td isMuted>{report.subject}</Td>
              </>
            )}
            <Td isMuted>
              {hotlineName(report.hotline)}
              {report.isTest && <span className="block text-sm text-high">sandbox</span>}
            </Td>
            <Td>
              <ReportState report={report} />
              {funnelStepOf(report.state) === 'stuck' && (
                <div className="mt-1.5">
                  <RetryReport
                    reportId={report.id}
                    caseNumber={report.caseNumber}
                    hotline={report.isTest ? 'the sandbox hotline' : hotlineName(report.hotline)}
                    disabledReason={retryOff}
                  />
                </div>
              )}
            </Td>
            <Td>
              <Receipt report={report} />
            </Td>
            <Td isMuted>
              <TimeText at={report.createdAt} />
              <span className="block text-sm">by {report.createdBy}</span>
            </Td>
            <Td isMuted>
              {report.filedAt ? (
                <TimeText at={report.filedAt} />
              ) : report.state === 'withdrawn' ? (
                'Never sent'
              ) : report.state === 'waiting' ? (
                <>
                  Starts at <TimeText at={report.dueAt} form="second" /> UTC
                </>
              ) : (
                'Not yet'
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
