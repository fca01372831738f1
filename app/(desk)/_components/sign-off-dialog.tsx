'use client';
import { type ReactNode, useState, useTransition } from 'react';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { ActionResult } from '@/lib/web/schema';
import { useRefresh } from '../_live/live-refresh';
import { attempt } from './attempt';

const NOTE_MAX = 500;

interface SignOffDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What the signer says with it, and that it cannot be taken back. */
  summary: ReactNode;
  /** What is then settled, as a sentence. */
  settled: string;
  sign: (note: string) => Promise<ActionResult<unknown>>;
}

/** Somebody's signature under what they have looked at, with a note where there is something to say. */
export function SignOffDialog({ isOpen, onOpenChange, title, summary, settled, sign }: SignOffDialogProps) {
  const [note, setNote] = useState('');
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function confirm() {
    start(async () => {
      const result = await attempt(() => sign(note));
      onOpenChange(false);
      if (result.ok) notify({ title: 'Signed off', description: settled });
      else notify({ title: 'Not signed off', description: result.message });
      refresh();
    });
  }

  return (
    <ConfirmDialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} summary={summary} confirmLabel="Sign off" onConfirm={confirm} isPending={isPending}>
      <Field label="Note" hint="Optional. Name nobody from a case.">
        <TextArea name="note" value={note} onChange={(event) => setNote(event.target.value)} maxLength={NOTE_MAX} />
      </Field>
    </ConfirmDialog>
  );
}
