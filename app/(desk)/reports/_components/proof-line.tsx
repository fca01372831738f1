import { Check, TriangleAlert } from 'lucide-react';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportsPage } from '@/lib/reporting';

/** Whether every decision that must be reported has its report, as the last check found it. */
export function ProofLine({ page: { proof, now } }: { page: ReportsPage }) {
  if (proof === null) return <p className="text-sm text-muted">Not checked yet: the first check follows within a minute of a worker’s start.</p>;
  const { at, decisions, accountedFor, isStale } = proof;
  const isGood = accountedFor === decisions && !isStale;
  const Icon = isGood ? Check : TriangleAlert;
  return (
    <p className={`flex items-center gap-1.5 text-sm ${isGood ? 'text-ok' : 'font-medium text-imminent'}`}>
      <Icon aria-hidden className="size-3.5 flex-none" strokeWidth={2} />
      <span>
        Checked at <TimeText at={at} form={at.slice(0, 10) === now.slice(0, 10) ? 'minute' : 'dateTime'} />: {decisions.toLocaleString('en')} decision{decisions === 1 ? '' : 's'} to report,{' '}
        {accountedFor.toLocaleString('en')} accounted for.
        {isStale && ' Nothing has checked since: see whether a worker runs.'}
      </span>
    </p>
  );
}
