'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { retry } from '../actions';

interface RetryReportProps {
  reportId: string;
  caseNumber: string;
  /** The hotline's name, with "sandbox" where it is one. */
  hotline: string;
  disabledReason: string | undefined;
}

/** Sends a stuck report on its way again, after a summary. */
export function RetryReport({ reportId, caseNumber, hotline, disabledReason }: RetryReportProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function send() {
    start(async () => {
      const result = await attempt(() => retry({ reportId }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'On its way again', description: 'It is filed only when its receipt is here.' });
      else notify({ title: 'The report was not sent', description: result.message });
      refresh();
    });
  }

  return (
    <>
      <Button size="sm" disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Send on its way again…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Report of case ${caseNumber}`}
        summary={`The report goes to ${hotline} again, at once and without a further undo. What may have been left open there is taken back first, so it cannot be filed twice.`}
        confirmLabel="Send on its way again"
        onConfirm={send}
        isPending={isPending}
      />
    </>
  );
}
