'use client';
import { useEffect, useRef } from 'react';
import { COVERED } from '../_session/cover';
import { isAsking } from '../_session/step-up';

/** Saving and printing a page take what it shows with them. */
const isTakingAway = ({ key, ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey) && ['s', 'p'].includes(key.toLowerCase());

/**
 * Calls `onAway` as soon as nobody can be sure to be looking, or somebody would take a copy with them: the window loses
 * focus, the tab is hidden or left, the desk locks (by the person, or idle), the page is printed or saved.
 */
export function useTurnAway(isOpen: boolean, onAway: () => void): void {
  const latest = useRef(onAway);
  useEffect(() => {
    latest.current = onAway;
  });

  useEffect(() => {
    if (!isOpen) return undefined;
    const away = () => latest.current();
    const hidden = () => document.hidden && away();
    // The browser's own window for a passkey takes the focus, and nothing can be seen before it is answered.
    const blurred = () => !isAsking() && away();
    const taken = (event: KeyboardEvent) => {
      if (!isTakingAway(event)) return;
      event.preventDefault();
      away();
    };
    window.addEventListener('blur', blurred);
    window.addEventListener('pagehide', away);
    window.addEventListener('beforeprint', away);
    window.addEventListener(COVERED, away);
    window.addEventListener('keydown', taken, { capture: true });
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('blur', blurred);
      window.removeEventListener('pagehide', away);
      window.removeEventListener('beforeprint', away);
      window.removeEventListener(COVERED, away);
      window.removeEventListener('keydown', taken, { capture: true });
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [isOpen]);
}
