'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { NewSecret } from '@/lib/access';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';

/** What the dialogs of creating and rotating share: ask, keep what went wrong, and hold the secret while it is shown. */
export function useNewSecret(ask: () => Promise<ActionResult<NewSecret>>) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<NewSecret>();
  const [refusal, setRefusal] = useState<Extract<ActionResult<NewSecret>, { ok: false }>>();
  const [isPending, start] = useTransition();

  return {
    isOpen,
    isPending,
    shown,
    open: (next: boolean) => {
      setRefusal(undefined);
      setIsOpen(next);
    },
    close: () => setShown(undefined),
    /** What is wrong with a field, or with the whole when no field is named. */
    errorOf: (field: string) => refusal?.fields.find((each) => each.field === field)?.message,
    error: refusal && refusal.fields.length === 0 ? refusal.message : undefined,
    submit: () => {
      if (isPending) return;
      start(async () => {
        const result = await attempt(ask);
        if (!result.ok) {
          setRefusal(result);
          return;
        }
        setIsOpen(false);
        setShown(result.value);
        router.refresh();
      });
    },
  };
}
