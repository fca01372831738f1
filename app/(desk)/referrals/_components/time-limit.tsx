import { Clock } from 'lucide-react';
import { TimeText } from '@/app/_ui/time-text';
import type { ReferralRow } from '@/lib/referral/schema';
import { deadlineWords, isPressing, stillFor } from '../deadline-words';

interface TimeLimitProps {
  referral: Pick<ReferralRow, 'state' | 'deadline' | 'approvedUntil' | 'takeUntil'>;
  /** The server's time, ISO. */
  now: string;
}

const OVER: readonly ReferralRow['state'][] = ['acknowledged', 'expired', 'withdrawn'];

/** When it is due, and how long what was agreed to or packed can still be used. */
export function TimeLimit({ referral: { state, deadline, approvedUntil, takeUntil }, now }: TimeLimitProps) {
  if (OVER.includes(state)) return <span className="text-faint">Over</span>;
  const usable = state === 'approved' ? approvedUntil : state === 'released' ? takeUntil : null;
  const still = usable && stillFor(usable, now);
  return (
    <div className="grid gap-0.5">
      {deadline === null ? (
        <span className="text-faint">No deadline</span>
      ) : (
        <span className={isPressing(deadline, now) ? 'inline-flex items-center gap-1 font-medium text-imminent' : undefined}>
          {isPressing(deadline, now) && <Clock aria-hidden className="size-3.5 flex-none" />}
          <span className="first-letter:uppercase">{deadlineWords(deadline, now)}</span>
        </span>
      )}
      {deadline !== null && (
        <span className="text-sm text-muted">
          <TimeText at={deadline} />
        </span>
      )}
      {usable !== null && (
        <span className="text-sm text-muted">
          {state === 'approved' ? 'To be released' : 'To be taken'} {still ?? 'no longer'}
        </span>
      )}
    </div>
  );
}
