'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
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
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function save() {
    start(async () => {
      const saved = await attempt(() => saveReference({ reportId, reference: value }));
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
          if (!isPending) save();
        }}
      >
        <Field label={label} hint={hint} error={error} isRequired>
          <Input value={value} onChange={(event) => setValue(event.target.value)} autoComplete="off" maxLength={200} spellCheck={false} />
        </Field>
        <div>
          <Button type="submit" variant="primary" isPending={isPending}>
            Enter the reference
          </Button>
        </div>
      </form>
    </Section>
  );
}
