import { ClockAlert } from 'lucide-react';
import { cx } from '@/app/_ui/cx';
import { RelativeTime } from '@/app/_ui/relative-time';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow } from '@/lib/reporting';
import { filedAfter } from '../report-words';

/** The clock since the platform came to know, for as long as a report is not filed; amber once that is longer than its urgency allows. */
export function KnownSince({ report, now }: { report: ReportRow; now: string }) {
  const { knownAt, filedAt, isLate, lateFrom, state } = report;
  if (filedAt !== null) {
    return (
      <>
        <TimeText at={filedAt} />
        <span className="block text-sm font-normal text-muted">{filedAfter(report)}</span>
      </>
    );
  }
  if (state === 'withdrawn') return <span className="text-muted">Never sent</span>;
  return (
    <>
      <span className={cx('inline-flex items-center gap-1.25', isLate && 'font-medium text-imminent')}>
        {isLate && <ClockAlert aria-hidden className="size-3.5 flex-none" strokeWidth={2} />}
        <RelativeTime at={knownAt} now={now} />
        {isLate && <span>late</span>}
      </span>
      <span className="block text-sm font-normal text-muted">
        {isLate ? 'was due ' : 'due '}
        <TimeText at={lateFrom} form={lateFrom.slice(0, 10) === now.slice(0, 10) ? 'minute' : 'dateTime'} />
      </span>
    </>
  );
}
