'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { LimitDialog, type ReachedLimit } from '../../wellness/_components/limit-dialog';
import { limitIn } from '../../wellness/_components/use-limits';
import { takeNext } from '../queue/actions';

interface TakeNextProps {
  isWide?: boolean;
  /** What the desk knew to be in the way when the page was made. */
  limit?: ReachedLimit | null;
}

/**
 * Takes the most urgent free item and opens it. Here, between two items, is where a break is asked for: as a line that
 * stands in nobody's way, and that is gone after the break.
 */
export function TakeNext({ isWide = false, limit = null }: TakeNextProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [reached, setReached] = useState(limit);
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, start] = useTransition();

  const run = () =>
    start(async () => {
      const result = await attempt(() => takeNext({}));
      const met = result.ok ? null : limitIn(result);
      setReached(met);
      if (met) return;
      if (!result.ok) notify({ title: 'No item was taken', description: result.message });
      else if (result.value === null) notify({ title: 'Nothing waits for you', description: 'New items appear here by themselves. What you set aside stays under “Set aside”.' });
      else router.push(`/review/${result.value.itemId}`);
    });
  useShortcut('t', run, { label: 'Take the next item', group: 'Queue' });

  return (
    <div className="grid gap-3">
      <div role="status" className="empty:hidden">
        {reached && (
          <p className="max-w-[52ch] rounded-md border border-line bg-surface px-3.5 py-2.5 text-left text-balance text-muted">{reached.words}</p>
        )}
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button variant="primary" kbd="t" isWide={isWide} isPending={isPending} onClick={run}>
          Take next
        </Button>
        {reached && <Button onClick={() => setIsAsking(true)}>Go on, saying why…</Button>}
      </div>
      <LimitDialog reached={isAsking ? reached : null} onClose={() => setIsAsking(false)} onPassed={run} />
    </div>
  );
}
