'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal, ask, askJson } from '../../../../_session/ask';
import { COVERED } from '../../../../_session/cover';
import { isAsking } from '../../../../_session/step-up';

type Kind = 'peek' | 'reveal';

export interface Look {
  readonly mediaId: string;
  readonly kind: Kind;
  /** An object URL of bytes that were served once; null while they are on their way. */
  readonly url: string | null;
}

/** A peek ends by itself after this long, held or not (wellness default). */
const PEEK_MS = 5_000;
const REVEAL_MS = 60_000;

const NOTHING_SHOWN = 'The desk did not answer. Nothing was shown; try again.';

/**
 * One look at a file at a time: asks for a grant, shows the bytes, and ends on `stop`, after its time, or as soon as
 * the desk locks or the window loses focus or is hidden. The end is told to the desk even while the page is closing.
 */
export function useLook(itemId: string, onFailed: (message: string) => void, onEnded: () => void) {
  const [look, setLook] = useState<Look | null>(null);
  // Counts looks, so that bytes arriving after a release are thrown away unseen.
  const turn = useRef(0);
  const current = useRef<{ grantId: string; url: string } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const callbacks = useRef({ onFailed, onEnded });
  useEffect(() => {
    callbacks.current = { onFailed, onEnded };
  });

  const stop = useCallback(() => {
    turn.current += 1;
    clearTimeout(timer.current);
    setLook(null);
    const open = current.current;
    current.current = null;
    if (!open) return;
    URL.revokeObjectURL(open.url);
    // Unheard, the desk ends the look by its own clock.
    void fetch(`/api/evidence/grants/${open.grantId}/end`, { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: '{}' })
      .catch(() => null)
      .then(() => callbacks.current.onEnded());
  }, []);

  const start = useCallback(
    /** @returns whether it was shown. */
    async (mediaId: string, kind: Kind, reason?: string): Promise<boolean> => {
      stop();
      turn.current += 1;
      const mine = turn.current;
      setLook({ mediaId, kind, url: null });
      try {
        const { grantId } = await askJson<{ grantId: string }>('/api/evidence/grants', { mediaId, itemId, kind, reason });
        if (turn.current !== mine) return false;
        const answer = await ask(`/api/evidence/grants/${grantId}`);
        const url = URL.createObjectURL(await answer.blob());
        current.current = { grantId, url };
        if (turn.current !== mine) {
          stop();
          return false;
        }
        setLook({ mediaId, kind, url });
        timer.current = setTimeout(stop, kind === 'peek' ? PEEK_MS : REVEAL_MS);
        return true;
      } catch (error) {
        if (turn.current !== mine) return false;
        setLook(null);
        callbacks.current.onFailed(error instanceof Refusal ? error.message : NOTHING_SHOWN);
        return false;
      }
    },
    [itemId, stop],
  );

  useEffect(() => {
    const hide = () => document.hidden && stop();
    // The browser's own window for a passkey takes the focus, and nothing can be seen before it is answered.
    const blur = () => !isAsking() && stop();
    window.addEventListener('blur', blur);
    window.addEventListener(COVERED, stop);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('blur', blur);
      window.removeEventListener(COVERED, stop);
      document.removeEventListener('visibilitychange', hide);
      stop();
    };
  }, [stop]);

  return { look, start, stop };
}
