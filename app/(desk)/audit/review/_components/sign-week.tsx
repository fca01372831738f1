'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { signWeek } from '../actions';

interface SignWeekProps {
  week: string;
  /** The week in words. */
  name: string;
  entries: number;
  ownActs: number;
  disabledReason: string | undefined;
}

/** A person's signature under a week of the trail. */
export function SignWeek({ week, name, entries, ownActs, disabledReason }: SignWeekProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState('');
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function sign() {
    start(async () => {
      const result = await attempt(() => signWeek({ week, note }));
      setIsOpen(false);
      if (result.ok) notify({ title: 'Signed off', description: `The week of ${name} is settled.` });
      else notify({ title: 'Not signed off', description: result.message });
      refresh();
    });
  }

  return (
    <>
      <Button variant="primary" isWide disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Sign off this week…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Sign off ${name}`}
        summary={
          <>
            <p>
              You say that you have gone through this week’s {entries.toLocaleString('en')} {entries === 1 ? 'entry' : 'entries'}, and that what you found is right or is being followed up. It cannot be taken back.
            </p>
            {ownActs > 0 && <p className="mt-1.5">It includes {ownActs === 1 ? 'one act' : `${ownActs} acts`} of yours, and the signature will say so: nobody who did nothing in this week can sign it instead.</p>}
          </>
        }
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
