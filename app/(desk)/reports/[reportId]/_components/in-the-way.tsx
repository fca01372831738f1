import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { Section } from '@/app/_ui/section';
import type { ReportView } from '@/lib/reporting';
import { MendReport } from '../../_components/mend-report';
import { RetryReport } from '../../_components/retry-report';
import { progressWords, whereTo } from '../../report-words';
import { VouchForReport } from './vouch-for-report';

interface InTheWayProps {
  view: ReportView;
  mendOff: string | undefined;
  retryOff: string | undefined;
  vouchOff: string | undefined;
  /** Whether the viewer may agree to reports at all, or ask again for one that was sent back. */
  mayApprove: boolean;
}

/** What stands in the way of a report that is not filed, what was not lost, and what can be done about it. */
export function InTheWay({ view: { row, omitted }, mendOff, retryOff, vouchOff, mayApprove }: InTheWayProps) {
  const isStuck = row.state === 'refused' || row.state === 'needs_attention';
  const canSendAgain = isStuck || (row.state === 'awaiting_reference' && row.channel !== 'portal');
  const words = progressWords(row);
  if (row.state === 'filed' && omitted.length === 0) return null;
  return (
    <Section title={isStuck ? 'What stands in the way' : 'How it stands'} as="h2">
      <div className="grid max-w-[80ch] gap-3">
        {row.problem !== null && (
          <p className={isStuck ? 'flex items-start gap-2 font-medium text-imminent' : undefined}>
            {isStuck && <CircleAlert aria-hidden className="mt-0.75 size-4 flex-none" strokeWidth={2} />}
            <span className="wrap-anywhere">{row.problem}</span>
          </p>
        )}
        {words !== null && <p className="text-muted">{words}</p>}
        {row.state === 'refused' && <MendReport report={row} mendOff={mendOff} />}
        {row.doubtful !== null && <VouchForReport reportId={row.id} caseNumber={row.caseNumber} hotlineName={row.hotlineName} number={row.doubtful} disabledReason={vouchOff} />}
        {canSendAgain && (
          <div>
            <RetryReport reportId={row.id} caseNumber={row.caseNumber} hotline={whereTo(row)} channel={row.channel} disabledReason={retryOff} />
          </div>
        )}
        {mayApprove && (row.state === 'awaiting_approval' || row.state === 'draft') && (
          <Link href={`/reports/approvals/${row.id}`} prefetch={false} className={`${buttonClass()} justify-self-start`}>
            {row.state === 'draft' ? 'Read why, and ask again' : 'Read what would be sent'}
          </Link>
        )}
        {row.takesReference && isStuck && <p className="max-w-[80ch] text-muted">Where it cannot be sent this way, hand it in another way that the authority offers, and enter the number that it gives you: then it is filed.</p>}
        {row.takesReference && (
          <Link href={`/reports/${row.id}/packet`} prefetch={false} className={`${buttonClass()} justify-self-start`}>
            {row.channel === 'portal' ? 'Open the packet' : 'Enter the reference'}
          </Link>
        )}
        {omitted.length > 0 && (
          <p className="text-sm text-muted">
            Left out of the form because the hotline refused it there, and sent as text: <span className="font-mono text-xs break-all">{omitted.join(', ')}</span>
          </p>
        )}
      </div>
    </Section>
  );
}
