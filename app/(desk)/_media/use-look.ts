'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Range, ViewKind } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';
import { HEARD_EVERY_MS, LOOK_LIMIT_MS } from '@/lib/wellness/schema';
import { Refusal, ask, askJson } from '../_session/ask';
import { feedFrom } from './feed';
import { rangesOf } from './ranges';
import { useTurnAway } from './use-turn-away';

/** What a look shows, under an address that is good on this page alone, until it ends. */
export interface Shown {
  readonly as: 'picture' | 'video';
  readonly url: string;
}

export interface Look {
  readonly mediaId: string;
  readonly kind: ViewKind;
  /** null while it is on its way. */
  readonly shown: Shown | null;
}

export interface Wanted {
  readonly file: Pick<ReviewFile, 'id' | 'durationMs'>;
  readonly kind: ViewKind;
  readonly reason?: string | undefined;
}

interface Open {
  readonly grantId: string;
  readonly close: () => void;
}

const NOT_SHOWN = new Refusal('The desk did not answer. Nothing was shown; try again.');

/** Tells that a look is over, even while the page is closing. Unheard, the desk ends it by its own clock. */
function tellEnd(grantId: string, played: readonly Range[]): Promise<unknown> {
  const init = { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ played }) };
  return fetch(`/api/evidence/grants/${grantId}/end`, init).catch(() => null);
}

async function showing(answer: Response, options: Parameters<typeof feedFrom>[1]): Promise<{ shown: Shown; close: () => void }> {
  if (answer.headers.get('content-type')?.startsWith('video/') && answer.body) {
    const { url, close } = feedFrom(answer.body, options);
    return { shown: { as: 'video', url }, close };
  }
  const url = URL.createObjectURL(await answer.blob());
  return { shown: { as: 'picture', url }, close: () => URL.revokeObjectURL(url) };
}

/**
 * One look at a file at a time: asks for a grant, shows what it allows, says every few seconds that it is still shown,
 * and ends on `stop`, after its time, or as soon as the desk locks or nobody is there. The end is told to the desk even
 * while the page is closing, and with it what of a video was played.
 */
export function useLook(itemId: string, onEnded: () => void) {
  const [look, setLook] = useState<Look | null>(null);
  // The video on the page, while there is one.
  const player = useRef<HTMLVideoElement>(null);
  // Counts looks, so that bytes arriving after a release are thrown away unseen.
  const turn = useRef(0);
  const open = useRef<Open | null>(null);
  const timers = useRef<{ end?: ReturnType<typeof setTimeout>; heard?: ReturnType<typeof setInterval> }>({});
  const whenEnded = useRef(onEnded);
  useEffect(() => {
    whenEnded.current = onEnded;
  });

  const stop = useCallback(() => {
    turn.current += 1;
    clearTimeout(timers.current.end);
    clearInterval(timers.current.heard);
    const played = rangesOf(player.current);
    setLook(null);
    const ended = open.current;
    open.current = null;
    if (!ended) return;
    ended.close();
    void tellEnd(ended.grantId, played).then(() => whenEnded.current());
  }, []);

  const start = useCallback(
    /** @returns `shown`, `left` when it was let go of before, or why it was refused. */
    async (wanted: Wanted): Promise<'shown' | 'left' | Refusal> => {
      stop();
      turn.current += 1;
      const mine = turn.current;
      const { file: { id: mediaId, durationMs }, kind, reason } = wanted;
      setLook({ mediaId, kind, shown: null });
      try {
        const { grantId } = await askJson<{ grantId: string }>('/api/evidence/grants', { mediaId, itemId, kind, reason });
        if (turn.current !== mine) return 'left';
        const { shown, close } = await showing(await ask(`/api/evidence/grants/${grantId}`), { durationMs, player: () => player.current });
        if (turn.current !== mine) {
          // Opened and not seen: it is over, whatever is looked at by now.
          close();
          await tellEnd(grantId, []);
          return 'left';
        }
        open.current = { grantId, close };
        setLook({ mediaId, kind, shown });
        // A video ends when it is left alone: see video-player.tsx.
        if (shown.as === 'picture') timers.current.end = setTimeout(stop, LOOK_LIMIT_MS[kind]);
        timers.current.heard = setInterval(() => {
          void askJson<{ mayGoOn: boolean }>(`/api/evidence/grants/${grantId}/heard`, { played: rangesOf(player.current) })
            .then(({ mayGoOn }) => mayGoOn, () => false)
            .then((mayGoOn) => !mayGoOn && turn.current === mine && stop());
        }, HEARD_EVERY_MS);
        return 'shown';
      } catch (error) {
        if (turn.current !== mine) return 'left';
        setLook(null);
        return error instanceof Refusal ? error : NOT_SHOWN;
      }
    },
    [itemId, stop],
  );

  useTurnAway(look !== null, stop);
  useEffect(() => stop, [stop]);

  return { look, player, start, stop };
}
