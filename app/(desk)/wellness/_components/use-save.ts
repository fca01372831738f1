'use client';
import { useState, useTransition } from 'react';
import { useToast } from '@/app/_ui/toast';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';

type Words = Readonly<Record<string, string>>;

/** Saves a form; what is refused stands at its field, or under `all` when it is of none. */
export function useSave() {
  const [errors, setErrors] = useState<Words>({});
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();
  const save = (act: () => Promise<ActionResult<void>>, done: string) =>
    start(async () => {
      const result = await attempt(act);
      setErrors(result.ok ? {} : { all: result.message, ...Object.fromEntries(result.fields.map(({ field, message }) => [field, message])) });
      if (!result.ok) return;
      notify({ title: done });
      refresh();
    });
  return { errors, setErrors, isPending, save };
}
