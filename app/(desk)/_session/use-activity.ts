'use client';
import { useEffect, useRef } from 'react';

/** What a person does. Moving the pointer is not among it: a knocked table does that. */
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;
const EVERY_MS = 60_000;

/**
 * Calls `onSign` after real input, at most once a minute, or a quarter of `spanMs` where that is less. Events that
 * scripts make do not count.
 * @param isUrgent input counts at once, however short ago the last was
 */
export function useActivity(spanMs: number, isUrgent: boolean, onSign: () => void): void {
  const lastAt = useRef(-Infinity);
  const latest = useRef({ onSign, isUrgent });
  useEffect(() => {
    latest.current = { onSign, isUrgent };
  });

  useEffect(() => {
    const everyMs = Math.min(EVERY_MS, spanMs / 4);
    const hear = (event: Event) => {
      if (!event.isTrusted || (!latest.current.isUrgent && performance.now() - lastAt.current < everyMs)) return;
      lastAt.current = performance.now();
      latest.current.onSign();
    };
    for (const sign of SIGNS) window.addEventListener(sign, hear, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, hear, { capture: true });
    };
  }, [spanMs]);
}
