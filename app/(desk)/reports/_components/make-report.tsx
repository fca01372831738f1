'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { undoReport } from '../../(work)/review/[itemId]/actions';
import { makeMissing } from '../actions';

interface MakeReportProps {
  decisionId: string;
  caseNumber: string;
  undoSeconds: number;
  disabledReason: string | undefined;
}

/** Makes the report that a decision should have had, after a summary. */
export function MakeReport({ decisionId, caseNumber, undoSeconds, disabledReason }: MakeReportProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify, offerUndo } = useToast();
  const refresh = useRefresh();

  async function undo(reportId: string) {
    const undone = await attempt(() => undoReport({ reportId }));
    notify(undone.ok ? { title: 'Undone', description: 'Nothing was sent. The decision stands, and is missing its report.' } : { title: 'It was not undone', description: undone.message });
    refresh();
  }

  function make() {
    start(async () => {
      const result = await attempt(() => makeMissing({ decisionId }));
      setIsOpen(false);
      const made = result.ok ? result.value[0] : undefined;
      if (made) offerUndo({ title: 'The report was made', description: 'It is listed here, and filed only when its receipt is here.', undoMs: undoSeconds * 1000, onUndo: () => void undo(made.reportId) });
      if (!result.ok) notify({ title: 'No report was made', description: result.message });
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
        summary="The report is made from the decision as it stands, in your name, to every authority that the rules name. For some seconds you can undo it: the decision then stands, and is missing its report again. It waits for a second person where the rules ask for one."
        confirmLabel="Make the report now"
        onConfirm={make}
        isPending={isPending}
      />
    </>
  );
}
