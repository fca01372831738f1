'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { useShortcut } from '@/app/_ui/keyboard';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { add } from '../actions';

/** Writes a note. What was typed stays in the box until the desk has it. */
export function NoteComposer({ caseId, disabledReason }: { caseId: string; disabledReason: string | undefined }) {
  const [body, setBody] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const refresh = useRefresh();
  const isEmpty = body.trim() === '';
  const off = disabledReason ?? (isEmpty ? 'Write something first.' : undefined);

  function send() {
    if (off !== undefined || isPending) return;
    start(async () => {
      const result = await attempt(() => add({ caseId, body }));
      if (result.ok) {
        // What was typed on while the note was being kept is not thrown away with it.
        setBody((now) => (now === body ? '' : now));
        setError(undefined);
        refresh();
      } else {
        setError(`${result.fields[0]?.message ?? result.message} Your text is still here.`);
      }
    });
  }
  useShortcut('mod+enter', send, { label: 'Add note', group: 'This case', inPalette: false, enabled: !isEmpty });

  return (
    <div className="grid gap-2 border-b border-line px-4 py-3.5">
      <Field label="New note" isLabelHidden error={error}>
        <TextArea value={body} onChange={(event) => setBody(event.target.value)} placeholder="Write a note for the people on this case" readOnly={disabledReason !== undefined} />
      </Field>
      <div className="flex items-center gap-2">
        <span className="text-sm text-faint">Earlier wording is kept</span>
        <span className="ml-auto">
          <Button kbd="mod+enter" disabledReason={off} isPending={isPending} onClick={send}>
            Add note
          </Button>
        </span>
      </div>
    </div>
  );
}
