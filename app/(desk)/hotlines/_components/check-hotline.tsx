'use client';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import type { HotlineMode, HotlineRow } from '@/lib/reporting';
import { attempt } from '../../_components/attempt';
import { checkHotline } from '../actions';
import { modeWords } from '../words';

interface CheckHotlineProps {
  hotline: HotlineRow;
  mode: HotlineMode;
  disabledReason: string | undefined;
}

/** Has the worker try address and credentials; the answer appears in the row by itself. */
export function CheckHotline({ hotline: { id, name }, mode: { isTest }, disabledReason }: CheckHotlineProps) {
  const [isPending, start] = useTransition();
  const { notify } = useToast();

  function ask() {
    start(async () => {
      const result = await attempt(() => checkHotline({ hotline: id, isTest }));
      if (result.ok) notify({ title: 'The check is on its way', description: 'Its answer appears here by itself. It changes nothing at the hotline.' });
      else notify({ title: 'Nothing was checked', description: result.message });
    });
  }

  return (
    <Button size="sm" aria-label={`Check ${name}, ${modeWords(isTest)}`} disabledReason={disabledReason} isPending={isPending} onClick={ask}>
      Check
    </Button>
  );
}
