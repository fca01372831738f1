'use client';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { close, reopen } from '../actions';

interface CloseCaseProps {
  caseId: string;
  status: 'open' | 'closed';
  /** Why it cannot be done now, or undefined. */
  disabledReason: string | undefined;
}

/** Closes the case, or opens it again; either can be taken back, so neither asks first. */
export function CloseCase({ caseId, status, disabledReason }: CloseCaseProps) {
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();
  const isOpen = status === 'open';

  function change() {
    start(async () => {
      const result = await attempt(() => (isOpen ? close : reopen)({ caseId }));
      if (result.ok) notify({ title: isOpen ? 'The case is closed' : 'The case is open again' });
      else notify({ title: 'Nothing was changed', description: result.message });
      refresh();
    });
  }

  const remark = isOpen ? 'Everything is decided and reported. Closing can be undone.' : 'A later item about this account opens a new case.';
  return (
    <>
      <Button size="lg" isWide disabledReason={disabledReason} isPending={isPending} onClick={change}>
        {isOpen ? 'Close case' : 'Reopen case'}
      </Button>
      <p className="text-sm text-faint">{disabledReason ?? remark}</p>
    </>
  );
}
