'use client';
import { useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from './attempt';

/** One act at a time, with what the desk said where it refused. */
export function useAct() {
  const [isPending, start] = useTransition();
  const [wrong, setWrong] = useState<string>();
  function act<T>(what: () => Promise<ActionResult<T>>, done: (value: T) => void, refused?: () => void) {
    if (isPending) return;
    start(async () => {
      setWrong(undefined);
      const result = await attempt(what);
      if (result.ok) done(result.value);
      else {
        setWrong(result.fields[0]?.message ?? result.message);
        refused?.();
      }
    });
  }
  return { isPending, wrong, act };
}
