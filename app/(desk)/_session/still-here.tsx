'use client';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { formatCountdown } from '@/app/_ui/format-time';
import type { Watch } from './use-watch';

const TICK_MS = 500;
/** When the time left is said again: each second would talk over everything else. */
const SAID_AT_S = [60, 30, 10] as const;

function useLeft(leftMs: () => number, isRunning: boolean): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const tick = () => setLeft(leftMs());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, TICK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [leftMs, isRunning]);
  return left;
}

/**
 * Warns before the session ends. While it can be kept, any key and any press does that, wherever it lands; the button
 * that says so has the focus. Its last end cannot be moved: that is said once, so that something can be finished.
 */
export function StillHere({ stage, leftMs, stay }: Pick<Watch, 'stage' | 'leftMs' | 'stay'>) {
  const [isEndKnown, setIsEndKnown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isEnd = stage === 'end_soon';
  const isOpen = stage === 'idle_soon' || (isEnd && !isEndKnown);
  const left = useLeft(leftMs, isOpen);
  const said = SAID_AT_S.filter((seconds) => left > 0 && left <= seconds * 1000).at(-1);

  const close = () => (isEnd ? setIsEndKnown(true) : stay());
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => !next && close()}
      title={isEnd ? 'Your session ends soon' : 'Are you still here?'}
      description={
        isEnd
          ? 'Nobody stays signed in for longer than this. The desk then locks, with everything on it as it is, and you sign in again here to go on.'
          : 'Nothing has been done here for a while, so the desk is about to lock. Nothing is lost by that: you sign in again and go on where you were.'
      }
      initialFocus={button}
      footer={
        <Button ref={button} variant="primary" onClick={close}>
          {isEnd ? 'Go on until then' : 'Stay signed in'}
        </Button>
      }
    >
      <p className="text-xl tabular-nums">
        <span className="sr-only">Time left: </span>
        {formatCountdown(left)}
      </p>
      <p role="status" className="sr-only">
        {said !== undefined && `${said} seconds left.`}
      </p>
    </Dialog>
  );
}
