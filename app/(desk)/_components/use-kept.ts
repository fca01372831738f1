'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from './attempt';

const KEEP_AFTER_MS = 800;

/** Whether the desk has what is on the screen; undefined before there is anything to keep, and on the way. */
export type Kept = 'yes' | 'no' | undefined;

export interface Keeping<T> {
  readonly value: T;
  readonly kept: Kept;
  /** What the desk said to the last value, where it did not take it. */
  readonly refusal: Extract<ActionResult<unknown>, { ok: false }> | undefined;
  readonly change: (part: Partial<T>) => void;
  /** Keeps at once what is not kept yet. */
  readonly keep: () => Promise<void>;
  /** Forgets to keep what was changed last. */
  readonly stopKeeping: () => void;
}

/**
 * What is being filled in, kept on the server a moment after each change and on leaving, so that nothing is lost with
 * the tab. `save` is called with the whole value; it and `kept` are those of the first rendering.
 */
export function useKept<T extends object>(initial: () => T, save: (value: T) => Promise<ActionResult<unknown>>, before: Kept): Keeping<T> {
  const [value, setValue] = useState(initial);
  const [kept, setKept] = useState(before);
  const [refusal, setRefusal] = useState<Keeping<T>['refusal']>();
  const [saveOnce] = useState(() => save);
  const latest = useRef(value);
  const isChanged = useRef(false);
  // One at a time: what is saved next may have to say what it was made from.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const turn = queue.current.then(async () => {
      if (!isChanged.current) return;
      isChanged.current = false;
      const send = () => saveOnce(latest.current);
      let result = await attempt(send);
      // The desk was locked in the meantime, and is open again now.
      if (!result.ok && result.code === 'unauthenticated') result = await attempt(send);
      // Without an answer it is tried again with the next change, on release and on leaving.
      if (!result.ok && result.code === 'unavailable') isChanged.current = true;
      setKept(result.ok ? 'yes' : 'no');
      setRefusal(result.ok ? undefined : result);
    });
    queue.current = turn.catch(() => undefined);
    return turn;
  }, [saveOnce]);

  const change = useCallback(
    (part: Partial<T>) => {
      latest.current = { ...latest.current, ...part };
      setValue(latest.current);
      setKept(undefined);
      isChanged.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(), KEEP_AFTER_MS);
    },
    [keep],
  );

  const stopKeeping = useCallback(() => {
    clearTimeout(timer.current);
    isChanged.current = false;
  }, []);

  useEffect(() => () => void keep(), [keep]);
  return { value, kept, refusal, change, keep, stopKeeping };
}
