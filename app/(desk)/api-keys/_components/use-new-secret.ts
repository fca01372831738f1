'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { NewSecret } from '@/lib/access';
import type { ActionResult } from '@/lib/web/schema';
import { useDialogAct } from '../../_components/use-dialog-act';

/** What the dialogs of creating and rotating share beyond others: the secret, held while it is shown. */
export function useNewSecret(ask: () => Promise<ActionResult<NewSecret>>) {
  const router = useRouter();
  const [shown, setShown] = useState<NewSecret>();
  const act = useDialogAct(ask, (secret) => {
    setShown(secret);
    router.refresh();
  });
  return { ...act, shown, close: () => setShown(undefined) };
}
