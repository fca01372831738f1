'use client';
import { useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from './attempt';
import { useRefresh } from '../_live/live-refresh';

/** What dialogs that do one thing share: open, ask, keep what went wrong beside its field, and close on success. */
export function useDialogAct<T>(ask: () => Promise<ActionResult<T>>, done: (value: T) => void) {
  const refresh = useRefresh();
  const [isOpen, setIsOpen] = useState(false);
  const [refusal, setRefusal] = useState<Extract<ActionResult<T>, { ok: false }>>();
  const [isPending, start] = useTransition();
  return {
    isOpen,
    isPending,
    open: (next: boolean) => {
      setRefusal(undefined);
      setIsOpen(next);
    },
    errorOf: (field: string) => refusal?.fields.find((each) => each.field === field)?.message,
    /** What was refused, whether or not a field says it, too. */
    error: refusal?.message,
    /** What was refused, unless one of these fields says it beside itself. */
    errorBut: (...fields: readonly string[]) => (refusal?.fields.some(({ field }) => fields.includes(field)) ? undefined : refusal?.message),
    submit: () => {
      if (isPending) return;
      start(async () => {
        const result = await attempt(ask);
        if (!result.ok) {
          setRefusal(result);
          return;
        }
        setIsOpen(false);
        done(result.value);
        refresh();
      });
    },
  };
}
