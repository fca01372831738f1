'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import { SUPPLEMENT_MAX } from '@/lib/reporting/schema';
import { attempt } from '../../../_components/attempt';
import { addTo } from '../../actions';

interface AddToReportProps {
  reportId: string;
  hotlineName: string;
  isTest: boolean;
  disabledReason: string | undefined;
}

/** Adds to a filed report what was learnt since. What was typed stays in the box until the desk has it. */
export function AddToReport({ reportId, hotlineName, isTest, disabledReason }: AddToReportProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const off = disabledReason ?? (text.trim() === '' ? 'Say what is added first.' : undefined);

  function send() {
    start(async () => {
      const result = await attempt(() => addTo({ reportId, text }));
      setIsOpen(false);
      if (!result.ok) {
        setError(`${result.fields[0]?.message ?? result.message} Your text is still here.`);
        return;
      }
      notify({ title: 'The addition was made', description: 'It can be undone for some seconds, and is filed only when its receipt is here.' });
      router.push(`/reports/${result.value.reportId}`);
    });
  }

  return (
    <div className="grid gap-2">
      <Field label="What was learnt since" hint={`Goes to ${hotlineName} with the first report’s number. Files that were sent are not sent again.`} error={error}>
        <TextArea value={text} onChange={(event) => setText(event.target.value)} maxLength={SUPPLEMENT_MAX} readOnly={disabledReason !== undefined} />
      </Field>
      <Button disabledReason={off} onClick={() => setIsOpen(true)}>
        Add to the report…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Add to this report"
        summary={`A filed report cannot be changed, so a further one goes to ${hotlineName}${isTest ? ', as a test' : ''}, linked to the first by its number. It can be undone for some seconds like any other, and waits for a second person where the rules ask for one.`}
        confirmLabel={isTest ? 'Add to the report (test)' : 'Add to the report'}
        onConfirm={send}
        isPending={isPending}
      />
    </div>
  );
}
