'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { CopyButton } from '@/app/_ui/copy-button';
import { Field, Input } from '@/app/_ui/field';
import { Section } from '@/app/_ui/section';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../../_components/attempt';
import { useRefresh } from '../../../../_live/live-refresh';
import { saveReference } from '../actions';

interface ReferenceProps {
  reportId: string;
  label: string;
  hint: string;
  /** The number, once it was entered. */
  receipt: string | null;
  isTest: boolean;
}

/** The place for the authority's number, which makes the report filed; afterwards the number itself. */
export function Reference({ reportId, label, hint, receipt, isTest }: ReferenceProps) {
  const [value, setValue] = useState('');
  const [error, setError] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();
  const reference = value.trim();

  function ask() {
    setError(reference === '' ? 'Enter the number that the authority gave' : undefined);
    setIsAsking(reference !== '');
  }

  function save() {
    if (isPending) return;
    start(async () => {
      const saved = await attempt(() => saveReference({ reportId, reference }));
      setIsAsking(false);
      if (!saved.ok) {
        setError(saved.fields[0]?.message ?? saved.message);
        return;
      }
      setError(undefined);
      notify({ title: 'The report is filed', description: `${label} ${saved.value.receipt}${isTest ? ', as a test' : ''}.` });
      refresh();
    });
  }

  if (receipt !== null) {
    return (
      <Section as="h2" title={label}>
        <p className="flex items-center gap-1">
          <span className="font-medium wrap-anywhere">{receipt}</span>
          <CopyButton value={receipt} label={label} />
          {isTest && <span className="text-sm text-high">test</span>}
        </p>
        <p className="mt-1 text-muted">Filed. Nobody is reminded any more.</p>
      </Section>
    );
  }
  return (
    <Section as="h2" title="When it is handed in">
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field label={label} hint={hint} error={error} isRequired>
          <Input value={value} onChange={(event) => setValue(event.target.value)} autoComplete="off" maxLength={200} spellCheck={false} />
        </Field>
        <div>
          <Button type="submit" variant="primary" isPending={isPending}>
            Enter the reference…
          </Button>
        </div>
      </form>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={`File the report with ${label} ${reference}`}
        summary={<>The number is <strong className="wrap-anywhere">{reference}</strong>: compare it with what the authority gave. With it the report counts as filed, nobody is reminded any more, and it cannot be changed.</>}
        confirmLabel="File with this number"
        onConfirm={save}
        isPending={isPending}
      />
    </Section>
  );
}
