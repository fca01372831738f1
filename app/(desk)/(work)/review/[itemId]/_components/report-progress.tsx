'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { KeyValue } from '@/app/_ui/key-value';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow, SentBack as Verdict } from '@/lib/reporting';
import { useLatest } from '../../../../_live/use-latest';
import { MendReport } from '../../../../reports/_components/mend-report';
import { standWords, stepsOf } from '../progress-words';
import { ReportSteps } from './report-steps';
import { SentBack } from './sent-back';
import { TakeBack } from './take-back';

const isOver = ({ state }: ReportRow) => state === 'filed' || state === 'withdrawn';

interface ReportProgressProps {
  initial: ReportRow;
  /** Whether the viewer asked for it. */
  isMine: boolean;
  /** What a second person said when they sent it back to the viewer. */
  sentBack: Verdict | undefined;
}

/** Where a report stands, live; it says "Filed" only once the authority has. What is to be done about it stands right below. */
export function ReportProgress({ initial, isMine, sentBack }: ReportProgressProps) {
  const { value: report, isStale } = useLatest(`/api/reports/${initial.id}`, initial, ['report'], isOver);
  const router = useRouter();
  // It came back while the page was open: why is sealed, and read with the page.
  const isReasonMissing = report.state === 'draft' && isMine && !sentBack;
  useEffect(() => {
    if (isReasonMissing) router.refresh();
  }, [isReasonMissing, router]);
  const isBeforeAgreed = report.state === 'awaiting_approval' || report.state === 'draft';
  const canBeTakenBack = isBeforeAgreed || report.state === 'waiting';
  return (
    <div className="grid gap-2">
      <ReportSteps steps={stepsOf(report)} />
      <div role="status">
        <KeyValue
          items={[
            { term: 'To', value: <To report={report} /> },
            { term: 'State', value: standWords(report) },
            ...(report.receipt ? [{ term: 'Receipt', value: <strong>{report.receipt}</strong> }] : []),
            ...(report.filedAt ? [{ term: 'Filed', value: <TimeText at={report.filedAt} form="second" /> }] : []),
            ...(isBeforeAgreed && report.approvalReason ? [{ term: 'Why', value: report.approvalReason }] : []),
            ...(report.problem ? [{ term: 'In the way', value: report.problem }] : []),
          ]}
        />
        {isStale && <p className="mt-1.5 text-sm text-imminent">The desk did not answer; this may be out of date. The report itself is not affected.</p>}
      </div>
      {report.state === 'refused' && <MendReport report={report} mendOff={undefined} />}
      {report.channel !== 'api' && report.state === 'awaiting_reference' && (
        <Link href={`/reports/${report.id}/packet`} prefetch={false} className="w-fit text-muted underline underline-offset-2 hover:text-text">
          {report.channel === 'portal' ? 'Open the packet to hand it in' : 'Enter the authority’s reference'}
        </Link>
      )}
      {report.state === 'draft' && sentBack && <SentBack {...sentBack} />}
      {canBeTakenBack && isMine && <TakeBack reportId={report.id} items={report.items} />}
    </div>
  );
}

function To({ report }: { report: ReportRow }) {
  return (
    <>
      {report.hotlineName}
      {report.isTest && <span className="ml-1.5 text-sm text-high">test</span>}
      {report.items > 1 && <span className="block text-sm text-muted">covers {report.items} items of this case</span>}
    </>
  );
}
