import Link from 'next/link';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow } from '@/lib/reporting';
import { whereTo } from '../report-words';
import { KnownSince } from './known-since';
import { Receipt } from './receipt';
import { ReportState } from './report-state';
import { RetryReport } from './retry-report';

interface ReportsTableProps {
  reports: readonly ReportRow[];
  /** The server's time, from which clocks count. */
  now: string;
  /** Leaves out what is the same for all: the case and its account. */
  isOfOneCase?: boolean;
  /** Why the viewer cannot send one again, or undefined. */
  retryOff: string | undefined;
}

/** Reports with their state in words; each leads to everything that is on record of it. */
export function ReportsTable({ reports, now, isOfOneCase = false, retryOff }: ReportsTableProps) {
  return (
    <Table caption="Reports">
      <thead>
        <tr>
          <Th>Report</Th>
          {!isOfOneCase && (
            <>
              <Th>Case</Th>
              <Th>Account</Th>
            </>
          )}
          <Th>State</Th>
          <Th>Known for, or filed</Th>
          <Th>Receipt</Th>
          <Th>Asked for</Th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <ReportLine key={report.id} report={report} now={now} isOfOneCase={isOfOneCase} retryOff={retryOff} />
        ))}
      </tbody>
    </Table>
  );
}

function ReportLine({ report, now, isOfOneCase, retryOff }: Omit<ReportsTableProps, 'reports'> & { report: ReportRow }) {
  const isStuck = report.state === 'refused' || report.state === 'needs_attention';
  return (
    <Tr className="align-top">
      <Td>
        <Link href={`/reports/${report.id}`} prefetch={false} data-row-link className="font-medium hover:underline">
          {report.hotlineName}
          <span className="sr-only"> report of case {report.caseNumber}</span>
        </Link>
        {report.isTest && <span className="block text-sm text-high">sandbox</span>}
        {report.supplementOfId !== null && <span className="block text-sm text-muted">adds to an earlier one</span>}
        {report.items > 1 && <span className="block text-sm text-muted">{report.items} items</span>}
      </Td>
      {!isOfOneCase && (
        <>
          <Td>
            <Link href={`/cases/${report.caseId}?tab=reports`} prefetch={false} className="hover:underline">
              {report.caseNumber}
            </Link>
          </Td>
          <Td isMuted>{report.subject}</Td>
        </>
      )}
      <Td>
        <ReportState report={report} />
        {isStuck && (
          <div className="mt-1.5">
            <RetryReport reportId={report.id} caseNumber={report.caseNumber} hotline={whereTo(report)} channel={report.channel} disabledReason={retryOff} />
          </div>
        )}
      </Td>
      <Td>
        <KnownSince report={report} now={now} />
        {report.state === 'waiting' && (
          <span className="block text-sm text-muted">
            starts at <TimeText at={report.dueAt} form="second" /> UTC
          </span>
        )}
      </Td>
      <Td>
        <Receipt report={report} />
      </Td>
      <Td isMuted>
        <TimeText at={report.createdAt} />
        <span className="block text-sm">by {report.createdBy}</span>
      </Td>
    </Tr>
  );
}
