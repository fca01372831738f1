'use client';
import type { ReactNode } from 'react';
import { useState, useTransition } from 'react';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { WALL_REASON_MAX } from '@/lib/access/schema';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../../_components/attempt';

interface AskWhyProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  summary: ReactNode;
  confirmLabel: string;
  /** What must be chosen first, or undefined. */
  missing?: string | undefined;
  act: (reason: string) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  /** Further fields, above the reason. */
  children?: ReactNode;
}

/** Asks for a reason, which goes into the audit trail as it is written, and then acts. A refusal leaves everything as it was typed. */
export function AskWhy({ isOpen, onOpenChange, title, summary, confirmLabel, missing, act, onDone, children }: AskWhyProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();

  const confirm = () =>
    start(async () => {
      const result = await attempt(() => act(reason.trim()));
      if (!result.ok) {
        setError(result.fields[0]?.message ?? result.message);
        return;
      }
      setError(undefined);
      setReason('');
      onOpenChange(false);
      onDone();
    });

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={title}
      summary={summary}
      confirmLabel={confirmLabel}
      isPending={isPending}
      disabledReason={missing ?? (reason.trim() === '' ? 'Say why first.' : undefined)}
      onConfirm={confirm}
    >
      <div className="grid gap-3">
        {children}
        <Field label="Reason" hint="One sentence without personal data, for example: knows the account’s owner." isRequired error={error}>
          <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={WALL_REASON_MAX} rows={2} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
