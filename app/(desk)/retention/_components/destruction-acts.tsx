'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { RetentionPage } from '@/lib/retention';
import { RETENTION_REASON } from '@/lib/retention/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { agree, withdraw } from '../actions';

/** Agrees to somebody else’s destruction, or takes one back. */
export function DestructionActs({ row }: { row: RetentionPage['destructions'][number] }) {
  const { id: destructionId, kind, number, caseNumber, isWholeCase, items, kindWords, requestedBy, isOwn, state } = row;
  const [reason, setReason] = useState('');
  const { notify } = useToast();
  const agreeing = useDialogAct(() => agree({ destructionId }), () => notify({ title: `${number} is agreed to`, description: 'The worker asks once more what keeps it, and destroys the keys.' }));
  const withdrawing = useDialogAct(() => withdraw({ destructionId, reason }), () => notify({ title: `${number} is withdrawn`, description: 'Nothing was destroyed.' }));
  const agreeOff = isOwn ? 'You asked for it yourself: somebody else agrees.' : state === 'awaiting_approval' ? undefined : 'It is agreed to already.';
  return (
    <span className="flex flex-wrap gap-1.5">
      <Button size="sm" aria-label={`Agree to ${number}`} disabledReason={agreeOff} onClick={() => agreeing.open(true)}>
        Agree…
      </Button>
      <Button size="sm" aria-label={`Withdraw ${number}`} onClick={() => withdrawing.open(true)}>
        Withdraw…
      </Button>
      <ConfirmDialog
        isOpen={agreeing.isOpen}
        onOpenChange={agreeing.open}
        title={`Destroy ${isWholeCase ? `all of ${caseNumber}` : `${items} item${items === 1 ? '' : 's'} of ${caseNumber}`}`}
        summary={`${kindWords}. ${requestedBy} asked for it. ${kind === 'agency_demand' ? 'While something keeps the words, the files go alone. ' : ''}The keys are destroyed for good: files, texts, reports and, with the whole case, its notes open to nobody any more. It cannot be taken back.`}
        confirmLabel="Destroy it"
        onConfirm={agreeing.submit}
        isPending={agreeing.isPending}
        error={agreeing.error}
      />
      <ConfirmDialog
        isOpen={withdrawing.isOpen}
        onOpenChange={withdrawing.open}
        title={`Withdraw ${number}`}
        summary="Nothing is destroyed. Whoever wants it after all asks again."
        confirmLabel="Withdraw it"
        onConfirm={withdrawing.submit}
        isPending={withdrawing.isPending}
        disabledReason={reason.trim().length < RETENTION_REASON.least ? `Say why in at least ${RETENTION_REASON.least} characters.` : undefined}
      >
        <Field label="Reason" hint="It stays on the trail; name no one from the case." error={withdrawing.errorOf('reason') ?? withdrawing.error} isRequired>
          <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={RETENTION_REASON.most} rows={2} />
        </Field>
      </ConfirmDialog>
    </span>
  );
}
