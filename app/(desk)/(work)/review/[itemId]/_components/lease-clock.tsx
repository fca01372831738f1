'use client';
import { Clock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { attempt } from '../../../../_components/attempt';
import { renew } from '../../../queue/actions';

const RENEW_WHEN_LEFT_MS = 10 * 60_000;
const WARN_WHEN_LEFT_MS = 2 * 60_000;

interface LeaseClockProps {
  itemId: string;
  leaseUntil: string;
  /** The server's time when the page was made. */
  now: string;
  onLost: (message: string) => void;
}

const inWords = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')}`;

/** Counts the lease down by the server's clock and renews it while the person works; warns before it ends. */
export function LeaseClock({ itemId, leaseUntil, now, onLost }: LeaseClockProps) {
  const [leftMs, setLeftMs] = useState(() => Date.parse(leaseUntil) - Date.parse(now));
  const end = useRef(0);
  const isRenewing = useRef(false);
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  });

  useEffect(() => {
    end.current = performance.now() + Date.parse(leaseUntil) - Date.parse(now);
    const extend = async () => {
      isRenewing.current = true;
      const result = await attempt(() => renew({ itemId }));
      isRenewing.current = false;
      if (result.ok) end.current = performance.now() + Date.parse(leaseUntil) - Date.parse(now);
      // No answer is not a refusal: the lease still runs, and the next key press asks again.
      else if (result.code !== 'unavailable') lost.current(result.message);
    };
    const work = () => {
      const left = end.current - performance.now();
      if (left > 0 && left < RENEW_WHEN_LEFT_MS && !isRenewing.current) void extend();
    };
    const timer = setInterval(() => {
      const left = Math.max(0, end.current - performance.now());
      setLeftMs(left);
      if (left > 0) return;
      clearInterval(timer);
      lost.current('The lease ran out while nothing happened here. Your draft is kept; take the item again to go on.');
    }, 1000);
    window.addEventListener('keydown', work);
    window.addEventListener('pointerdown', work);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', work);
      window.removeEventListener('pointerdown', work);
    };
  }, [itemId, leaseUntil, now]);

  const isEnding = leftMs < WARN_WHEN_LEFT_MS;
  return (
    <p className={cx('flex items-center gap-2 px-4 py-2 text-sm', isEnding ? 'text-imminent' : 'text-muted')}>
      <Clock aria-hidden className="size-3.5 flex-none" strokeWidth={1.6} />
      <span aria-hidden>Yours for {inWords(leftMs)} · renews while you work</span>
      <span role="status" className="sr-only">
        {isEnding ? 'Less than two minutes are left on this item.' : ''}
      </span>
      {isEnding && (
        <Button size="sm" onClick={() => window.dispatchEvent(new Event('pointerdown'))}>
          Stay
        </Button>
      )}
    </p>
  );
}
