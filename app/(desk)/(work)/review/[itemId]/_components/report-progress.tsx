'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { KeyValue } from '@/app/_ui/key-value';
import { TimeText } from '@/app/_ui/time-text';
import type { Role } from '@/lib/kernel';
import type { ReportRow, SentBack as Verdict } from '@/lib/reporting';
import { useLatest } from '../../../../_live/use-latest';
import { UndoAdding } from '../../../../reports/[reportId]/_components/undo-adding';
import { MendReport } from '../../../../reports/_components/mend-report';
import { TakeBack } from '../../../../reports/_components/take-back';
import { mendOffOf } from '../../../../reports/mend-off';
import { takeBackOf } from '../../../../reports/take-back-of';
import { standWords, stepsOf } from '../progress-words';
import { ReportSteps } from './report-steps';
import { SentBack } from './sent-back';

const isOver = ({ state }: ReportRow) => state === 'filed' || state === 'withdrawn';

export interface Viewer {
  readonly id: string;
  readonly role: Role;
}

interface ReportProgressProps {
  initial: ReportRow;
  /** All reports on the item. */
  all: readonly ReportRow[];
  viewer: Viewer;
  /** Whether the decision is the viewer's. */
  isDecider: boolean;
  /** What a second person said when they sent it back to the viewer. */
  sentBack: Verdict | undefined;
}

/** Where a report stands, live; it says "Filed" only once the authority has. What is to be done about it stands right below. */
export function ReportProgress({ initial, all, viewer, isDecider, sentBack }: ReportProgressProps) {
  const { value: report, isStale } = useLatest(`/api/reports/${initial.id}`, initial, ['report'], isOver);
  const router = useRouter();
  // It came back while the page was open: why is sealed, and read with the page.
  const isReasonMissing = report.state === 'draft' && report.createdById === viewer.id && !sentBack;
  useEffect(() => {
    if (isReasonMissing) router.refresh();
  }, [isReasonMissing, router]);
  const isBeforeAgreed = report.state === 'awaiting_approval' || report.state === 'draft';
  const takeBack = takeBackOf(report, all, { id: viewer.id, isDecider });
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
      {report.state === 'refused' && <MendReport report={report} mendOff={mendOffOf(report, viewer)} />}
      {report.channel !== 'api' && report.state === 'awaiting_reference' && (
        <Link href={`/reports/${report.id}/packet`} prefetch={false} className="w-fit text-muted underline underline-offset-2 hover:text-text">
          {report.channel === 'portal' ? 'Open the packet to hand it in' : 'Enter the authority’s reference'}
        </Link>
      )}
      {report.state === 'draft' && sentBack && <SentBack {...sentBack} />}
      {takeBack === 'addition' && <UndoAdding reportId={report.id} />}
      {takeBack !== null && takeBack !== 'addition' && <TakeBack reportId={report.id} items={report.items} kind={takeBack} />}
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
