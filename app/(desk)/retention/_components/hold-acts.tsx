'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ChipGroup } from '@/app/_ui/chip-group';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, Input, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { RetentionPage } from '@/lib/retention';
import { LIFT_GRACE_DAYS, RETENTION_REASON, REVIEW_DAYS_MAX } from '@/lib/retention/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { lift, lookAgain, renew } from '../actions';

type Hold = RetentionPage['holds'][number];
const MINE = [{ value: 'mine', label: 'I look after it from now on' }];

/** What can be done with one hold: look at it again, make it longer, lift it. */
export function HoldActs({ hold }: { hold: Hold }) {
  const { id: holdId, caseNumber, kindWords, renewOff } = hold;
  const [reviewOn, setReviewOn] = useState('');
  const [isMine, setIsMine] = useState(false);
  const [reason, setReason] = useState('');
  const { notify } = useToast();
  const reviewing = useDialogAct(() => lookAgain({ holdId, reviewOn, isMine }), () => notify({ title: 'Looked at', description: `${caseNumber} is looked at again on ${reviewOn}.` }));
  const renewing = useDialogAct(() => renew({ holdId, reason }), ({ endsAt }) => notify({ title: `${caseNumber} is kept until ${endsAt.slice(0, 10)}` }));
  const lifting = useDialogAct(() => lift({ holdId, reason }), () => notify({ title: 'The hold is lifted', description: `The desk itself destroys nothing of ${caseNumber} on that account for ${LIFT_GRACE_DAYS} days; until then, keep the case again if this was a mistake.` }));
  const begin = ({ open }: { open: (isOpen: boolean) => void }) => {
    setReason('');
    setReviewOn('');
    setIsMine(hold.isOwn);
    open(true);
  };
  const reasonField = (act: { errorOf: (field: string) => string | undefined }, hint: string) => (
    <Field label="Reason" hint={hint} error={act.errorOf('reason')} isRequired>
      <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={RETENTION_REASON.most} rows={2} />
    </Field>
  );
  const tooShort = reason.trim().length < RETENTION_REASON.least ? `Say why in at least ${RETENTION_REASON.least} characters.` : undefined;
  return (
    <span className="flex flex-wrap gap-1.5">
      <Button size="sm" aria-label={`Look again at the hold on ${caseNumber}`} onClick={() => begin(reviewing)}>
        Look again…
      </Button>
      <Button size="sm" aria-label={`Renew the hold on ${caseNumber}`} disabledReason={renewOff ?? undefined} onClick={() => begin(renewing)}>
        Renew…
      </Button>
      <Button size="sm" aria-label={`Lift the hold on ${caseNumber}`} onClick={() => begin(lifting)}>
        Lift…
      </Button>
      <ConfirmDialog
        isOpen={reviewing.isOpen}
        onOpenChange={reviewing.open}
        title={`Look again at the hold on ${caseNumber}`}
        summary={`${kindWords}. You say that it is still needed, and when somebody looks again: within ${REVIEW_DAYS_MAX} days.`}
        confirmLabel="It is still needed"
        onConfirm={reviewing.submit}
        isPending={reviewing.isPending}
        disabledReason={reviewOn === '' ? 'Choose a day first.' : undefined}
      >
        <div className="grid gap-3.5">
          <Field label="Look again on" error={reviewing.errorOf('reviewOn') ?? reviewing.error} isRequired>
            <Input type="date" value={reviewOn} onChange={(event) => setReviewOn(event.target.value)} />
          </Field>
          <ChipGroup legend="Owner" name="mine" options={MINE} value={isMine ? ['mine'] : []} onChange={(value) => setIsMine(value.length > 0)} />
        </div>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={renewing.isOpen}
        onOpenChange={renewing.open}
        title={`Renew the hold on ${caseNumber}`}
        summary="The agency asked again: 90 days more, from the end of the first. The law knows one renewal."
        confirmLabel="Renew it"
        onConfirm={renewing.submit}
        isPending={renewing.isPending}
        error={renewing.errorBut('reason')}
        disabledReason={tooShort}
      >
        {reasonField(renewing, 'When and how they asked again. It goes on the trail; name no one from the case.')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={lifting.isOpen}
        onOpenChange={lifting.open}
        title={`Lift the hold on ${caseNumber}`}
        summary={`${kindWords}, ${hold.reference}. The case is kept no longer for this; what else keeps it still does. Two people can have it destroyed from now on; the desk’s own rules count in ${LIFT_GRACE_DAYS} days, in which the hold can be placed again.`}
        confirmLabel="Lift the hold"
        onConfirm={lifting.submit}
        isPending={lifting.isPending}
        error={lifting.errorBut('reason')}
        disabledReason={tooShort}
      >
        {reasonField(lifting, 'It is sealed with the case.')}
      </ConfirmDialog>
    </span>
  );
}
