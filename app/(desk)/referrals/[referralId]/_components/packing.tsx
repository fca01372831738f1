'use client';
import { useEffect } from 'react';
import { Progress } from '@/app/_ui/progress';
import type { ReferralProgress, ReferralView } from '@/lib/referral/schema';
import { useRefresh } from '../../../_live/live-refresh';
import { useLatest } from '../../../_live/use-latest';
import { sizeWords } from '../../referral-words';

/** How far the package is; once it is made, or could not be, the page says so by itself. */
export function Packing({ view: { id, state, progress, problem } }: { view: Pick<ReferralView, 'id' | 'state' | 'progress' | 'problem'> }) {
  const refresh = useRefresh();
  const { value, isStale } = useLatest<ReferralProgress>(`/api/referrals/${id}`, { state, problem, ...progress }, ['case'], (latest) => latest.state !== 'packing');
  const { packedBytes, totalBytes } = value;
  const isOver = value.state !== 'packing';
  useEffect(() => {
    if (isOver) refresh();
  }, [isOver, refresh]);
  return (
    <div className="grid gap-1.5">
      <Progress label="The package is being made" value={packedBytes} max={totalBytes} detail={totalBytes > 0 ? `${sizeWords(packedBytes)} of ${sizeWords(totalBytes)}` : undefined} />
      <p role="status" className="text-sm text-muted">
        {isStale ? 'The desk did not answer just now; the package goes on being made.' : 'It goes on without you, and starts over by itself should the worker stop.'}
      </p>
    </div>
  );
}
