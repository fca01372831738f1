'use client';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button';
import { useShortcut } from './keyboard';

export interface UndoOffer {
  /** How long it can still be taken back. The server's word decides; this only counts it down. */
  undoMs: number;
  onUndo: () => void;
  /** Called once when the time is over. */
  onExpire?: () => void;
}

const TICK_MS = 200;

/** The button that takes something back, with the seconds that are left. Bound to z. */
export function UndoCountdown({ offer, close }: { offer: UndoOffer; close: () => void }) {
  const [leftMs, setLeftMs] = useState(offer.undoMs);
  const isSettled = useRef(false);
  const latest = useRef({ offer, close });

  useEffect(() => {
    latest.current = { offer, close };
  });

  useEffect(() => {
    // performance.now goes on while the tab is hidden; counting ticks would not.
    const end = performance.now() + offer.undoMs;
    const timer = setInterval(() => {
      const left = end - performance.now();
      setLeftMs(left);
      if (left > 0 || isSettled.current) return;
      isSettled.current = true;
      latest.current.offer.onExpire?.();
      latest.current.close();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [offer.undoMs]);

  function undo() {
    if (isSettled.current) return;
    isSettled.current = true;
    offer.onUndo();
    close();
  }

  useShortcut('z', undo, { label: 'Undo', group: 'This page' });

  return (
    <Button size="sm" kbd="z" onClick={undo}>
      Undo
      {/* Announcing each second would talk over everything else. */}
      <span aria-hidden className="min-w-[2ch] text-right text-muted tabular-nums">
        {Math.max(0, Math.ceil(leftMs / 1000))}
      </span>
    </Button>
  );
}
