'use client';
import { useEffect, useReducer, useState } from 'react';
import { ask } from '../_session/ask';
import { type LiveTopic, useLive } from './use-live';

/**
 * The newest answer of an address of ours, asked for on arrival, when the address changes and when something of these
 * topics changed. Until then it is `initial`; `isStale` says that the desk did not answer.
 */
export function useLatest<T>(address: string, initial: T, topics: readonly LiveTopic[], isOver: (value: T) => boolean = () => false) {
  const [value, setValue] = useState(initial);
  const [isStale, setIsStale] = useState(false);
  const [turn, lookAgain] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const controller = new AbortController();
    ask(address, { signal: controller.signal })
      .then(async (answer) => {
        setValue((await answer.json()) as T);
        setIsStale(false);
      })
      .catch(() => {
        if (!controller.signal.aborted) setIsStale(true);
      });
    return () => controller.abort();
  }, [address, turn]);

  useLive(topics, () => {
    if (!isOver(value)) lookAgain();
  });
  return { value, isStale };
}
