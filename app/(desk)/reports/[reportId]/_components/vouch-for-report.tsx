'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { useToast } from '@/app/_ui/toast';
import type { VouchInput } from '@/lib/reporting/schema';
import { useDialogAct } from '../../../_components/use-dialog-act';
import { vouch } from '../../actions';

interface VouchForReportProps {
  reportId: string;
  caseNumber: string;
  hotlineName: string;
  /** The number under which the hotline may have it. */
  number: string;
  disabledReason: string | undefined;
}

const DONE = {
  filed: { title: 'The report is filed', description: 'Its receipt is the number that the hotline has it under.' },
  nothing: { title: 'On its way again', description: 'It is opened anew, and is filed only when its receipt is here.' },
} as const;

/** Where the hotline refuses to say what became of an attempt, its people are asked, and a supervisor enters what they said. */
export function VouchForReport({ reportId, caseNumber, hotlineName, number, disabledReason }: VouchForReportProps) {
  const { notify } = useToast();
  const [found, setFound] = useState<VouchInput['found']>();
  const [reason, setReason] = useState('');
  const act = useDialogAct(
    () => vouch({ reportId, found: found ?? 'nothing', reason }),
    () => notify(DONE[found ?? 'nothing']),
  );
  const missing = found === undefined ? 'Choose what the hotline said first.' : reason.trim() === '' ? 'Say whom you asked, and when.' : undefined;

  return (
    <div className="grid justify-items-start gap-2">
      <p className="max-w-[80ch]">
        Ask the people of {hotlineName} about their number <span className="font-mono">{number}</span>, by telephone or mail. Only they can say whether it was finished.
      </p>
      <Button disabledReason={disabledReason} onClick={() => act.open(true)}>
        Enter what they said…
      </Button>
      <ConfirmDialog
        isOpen={act.isOpen}
        onOpenChange={act.open}
        title={`Report of case ${caseNumber}`}
        summary="What you enter stands in the place of the hotline’s own answer, under your name, and cannot be taken back."
        confirmLabel="Enter it"
        onConfirm={act.submit}
        isPending={act.isPending}
        disabledReason={missing}
      >
        <div className="grid gap-3">
          <OptionList
            legend={`What ${hotlineName} said of ${number}`}
            name="found"
            value={found ?? ''}
            onChange={(value) => setFound(value === 'filed' ? 'filed' : 'nothing')}
            options={[
              { value: 'filed', label: 'They have the report, finished', detail: 'It is filed under this number; the year of preservation starts now.' },
              { value: 'nothing', label: 'They have nothing that is finished under it', detail: 'It is opened anew, at once and without a further undo.' },
            ]}
          />
          <Field label="Whom you asked, and when" hint="Goes into the audit trail as it is written. Name nobody from a case." isRequired error={act.errorOf('reason') ?? act.error}>
            <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} rows={2} />
          </Field>
        </div>
      </ConfirmDialog>
    </div>
  );
}
