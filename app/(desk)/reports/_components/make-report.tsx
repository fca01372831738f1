'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { makeMissing } from '../actions';

interface MakeReportProps {
  decisionId: string;
  caseNumber: string;
  disabledReason: string | undefined;
}

/** Makes the report that a decision should have had, after a summary. */
export function MakeReport({ decisionId, caseNumber, disabledReason }: MakeReportProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function make() {
    start(async () => {
      const result = await attempt(() => makeMissing({ decisionId }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'The report was made', description: 'It is listed here, and filed only when its receipt is here.' });
      else notify({ title: 'No report was made', description: result.message });
      refresh();
    });
  }

  return (
    <>
      <Button size="sm" disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Make the report now…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Report of case ${caseNumber}`}
        summary="The report is made from the decision as it stands, in your name, to every authority that the rules name. It can be undone for some seconds like any other, and waits for a second person where the rules ask for one."
        confirmLabel="Make the report now"
        onConfirm={make}
        isPending={isPending}
      />
    </>
  );
}
