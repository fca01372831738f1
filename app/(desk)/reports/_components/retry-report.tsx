'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import type { Channel } from '@/lib/hotlines/schema';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { retry } from '../actions';

interface RetryReportProps {
  reportId: string;
  caseNumber: string;
  /** The hotline's name, with "sandbox" where it is one. */
  hotline: string;
  channel: Channel;
  disabledReason: string | undefined;
}

const AGAIN = {
  api: 'What may have been left open there is taken back first, so it cannot be filed twice.',
  courier: 'It is sent again under the same number; the other side can tell a repetition.',
};

/** Sends a report that is stuck, or was sent and may be lost, on its way again, after a summary. */
export function RetryReport({ reportId, caseNumber, hotline, channel, disabledReason }: RetryReportProps) {
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
        summary={`The report goes to ${hotline} again, at once and without a further undo. ${channel === 'api' ? AGAIN.api : AGAIN.courier}`}
        confirmLabel="Send on its way again"
        onConfirm={send}
        isPending={isPending}
      />
    </>
  );
}
