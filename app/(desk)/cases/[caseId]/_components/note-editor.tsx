'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { edit } from '../actions';

interface NoteEditorProps {
  noteId: string;
  body: string;
  /** The version shown; if there is a newer one, nothing is overwritten. */
  version: number;
  onDone: () => void;
}

/** Writes a new version of a note; the wording before it stays readable. */
export function NoteEditor({ noteId, body: before, version: shown, onDone }: NoteEditorProps) {
  const [body, setBody] = useState(before);
  // A version that arrives while someone types must not become the one they are said to have seen.
  const [version] = useState(shown);
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const refresh = useRefresh();
  const off = body.trim() === '' ? 'Write something first.' : body.trim() === before.trim() ? 'Nothing was changed.' : undefined;

  function save() {
    start(async () => {
      const result = await attempt(() => edit({ noteId, body, version }));
      if (result.ok) {
        onDone();
        refresh();
      } else {
        setError(`${result.fields[0]?.message ?? result.message} Your text is still here.`);
      }
    });
  }

  return (
    <div className="grid gap-2">
      <Field label="New wording" isLabelHidden error={error}>
        <TextArea
          autoFocus
          value={body}
          onChange={(event) => setBody(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && off === undefined && !isPending) {
              // Kept from the composer, which has the same keys.
              event.preventDefault();
              event.stopPropagation();
              save();
            }
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button size="sm" variant="primary" disabledReason={off} isPending={isPending} onClick={save}>
          Save as version {version + 1}
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
