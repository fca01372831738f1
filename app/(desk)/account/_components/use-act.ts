'use client';
import { useState, useTransition } from 'react';
import { useToast } from '@/app/_ui/toast';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';

/**
 * Runs one act at a time. A refusal stays as words until the next; a success is said, and the page shows what it
 * changed.
 */
export function useAct() {
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function run<T>(act: () => Promise<ActionResult<T>>, done: string, onDone: (value: T) => void): void {
    if (isPending) return;
    setError(undefined);
    start(async () => {
      const result = await attempt(act);
      if (!result.ok) {
        setError(result.fields[0]?.message ?? result.message);
        return;
      }
      onDone(result.value);
      notify({ title: done });
      refresh();
    });
  }

  return { error, setError, isPending, run };
}
