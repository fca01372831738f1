'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { REASON_MAX } from '@/lib/evidence/schema';

interface RevealDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  name: string;
  isNeeded: boolean;
  /** Answers whether the original was shown. */
  onConfirm: (reason: string) => Promise<boolean>;
}

/** Asks why before an original is shown; the reason goes into the audit trail as it is written. */
export function RevealDialog({ isOpen, onOpenChange, name, isNeeded, onConfirm }: RevealDialogProps) {
  const [reason, setReason] = useState('');
  const isEmpty = reason.trim() === '';
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Reveal ${name}`}
      summary={
        isNeeded
          ? 'You will see the original in colour for up to a minute. That you saw it, when and why is recorded, and the report will say that it was viewed.'
          : 'The match is exact and confirmed: looking is not needed to decide. If you look all the same, the reason is recorded, and the report will say that it was viewed.'
      }
      confirmLabel="Reveal"
      disabledReason={isEmpty ? 'Say why first.' : undefined}
      onConfirm={() => {
        // A reason that led to nothing need not be written again.
        void onConfirm(reason.trim()).then((isShown) => isShown && setReason(''));
      }}
    >
      <Field label="Reason" hint="One sentence without personal data." isRequired>
        <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={REASON_MAX} rows={2} />
      </Field>
    </ConfirmDialog>
  );
}
