import { Check, CircleAlert, Hourglass } from 'lucide-react';
import { cx } from '@/app/_ui/cx';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportRow } from '@/lib/reporting';
import { REPORT_STATES, type FunnelStep, funnelStepOf } from '@/lib/reporting/schema';
import { progressWords } from '../report-words';

const TONES: Partial<Record<FunnelStep, string>> = { filed: 'text-ok', stuck: 'text-imminent', withdrawn: 'text-muted' };
const ICONS: Partial<Record<FunnelStep, typeof Check>> = { filed: Check, stuck: CircleAlert, to_approve: Hourglass, to_hand_in: Hourglass };

/** Where a report stands: the state, what stands in the way, who has to act, and what happens next. */
export function ReportState({ report }: { report: ReportRow }) {
  const step = funnelStepOf(report.state);
  const progress = progressWords(report);
  const Icon = ICONS[step];
  return (
    <div className="grid max-w-[52ch] min-w-[26ch] gap-0.5 whitespace-normal">
      <span className={cx('inline-flex items-center gap-1.25 font-medium', TONES[step])}>
        {Icon && <Icon aria-hidden className="size-3.5 flex-none" strokeWidth={2} />}
        {REPORT_STATES[report.state]}
      </span>
      {report.problem !== null && <span className="wrap-anywhere">{report.problem}</span>}
      {progress !== null && <span className="text-sm text-muted">{progress}</span>}
      {report.retryAt !== null && (
        <span className="text-sm text-muted">
          Next attempt at <TimeText at={report.retryAt} form="second" /> UTC
        </span>
      )}
      {report.owner !== null && (
        <span className="text-sm">
          <span className="text-muted">Next to act: </span>
          {report.owner}
        </span>
      )}
      {report.notice === 'stuck' && <span className="text-sm text-imminent">The platform could not be told of it.</span>}
    </div>
  );
}
