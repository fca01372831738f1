import { CopyButton } from '@/app/_ui/copy-button';
import type { ReportRow } from '@/lib/reporting';

/** The hotline's number of a filed report; says so where it is only a test. Nothing before it is filed. `isAlone` leaves out whose number it is. */
export function Receipt({ report, isAlone = false }: { report: ReportRow; isAlone?: boolean }) {
  if (report.receipt === null) return <span className="text-faint">None yet</span>;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span className="font-medium">
        {!isAlone && `${report.hotlineName} `}
        {report.receipt}
      </span>
      <CopyButton value={report.receipt} label="receipt number" />
      {report.isTest && <span className="text-sm text-high">test</span>}
    </span>
  );
}
