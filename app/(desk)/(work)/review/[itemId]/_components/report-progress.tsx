'use client';
import { KeyValue } from '@/app/_ui/key-value';
import type { ReportRow } from '@/lib/reporting';
import { REPORT_STATES } from '@/lib/reporting/schema';
import { useLatest } from '../../../../_live/use-latest';

const isOver = ({ state }: ReportRow) => state === 'filed' || state === 'withdrawn';

/** Where a report stands, live; it says "Filed" only once the hotline has. */
export function ReportProgress({ initial }: { initial: ReportRow }) {
  const { value: report, isStale } = useLatest(`/api/reports/${initial.id}`, initial, ['report'], isOver);
  return (
    <div role="status">
      <KeyValue
        items={[
          { term: 'State', value: REPORT_STATES[report.state] },
          ...(report.receipt ? [{ term: 'Receipt', value: <ReceiptNumber report={report} /> }] : []),
          ...(report.problem ? [{ term: 'In the way', value: report.problem }] : []),
        ]}
      />
      {isStale && <p className="mt-1.5 text-sm text-imminent">The desk did not answer; this may be out of date. The report itself is not affected.</p>}
    </div>
  );
}

function ReceiptNumber({ report }: { report: ReportRow }) {
  return (
    <>
      <strong>{report.receipt}</strong>
      {report.isTest && <span className="ml-1.5 text-sm text-high">test</span>}
    </>
  );
}
