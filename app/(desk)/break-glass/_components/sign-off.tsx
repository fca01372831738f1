'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';
import { signOffRole } from '../actions';

interface SignOffProps {
  id: string;
  pseudonym: string;
  role: string;
  disabledReason: string | undefined;
}

/** A supervisor's signature under a role that was taken, with a note where there is something to say. */
export function SignOff({ id, pseudonym, role, disabledReason }: SignOffProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState('');
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function sign() {
    start(async () => {
      const result = await attempt(() => signOffRole({ breakGlassId: id, note }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'Signed off', description: `The ${role} role that ${pseudonym} took is settled.` });
      else notify({ title: 'Not signed off', description: result.message });
      refresh();
    });
  }

  return (
    <>
      <Button size="sm" aria-label={`Sign off the ${role} role of ${pseudonym}`} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Sign off…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Sign off the ${role} role of ${pseudonym}`}
        summary="You say that you have looked at what was done under it, and that it was right or is being followed up. It cannot be taken back."
        confirmLabel="Sign off"
        onConfirm={sign}
        isPending={isPending}
      >
        <Field label="Note" hint="Optional; names no one from a case.">
          <TextArea name="note" value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} />
        </Field>
      </ConfirmDialog>
    </>
  );
}
