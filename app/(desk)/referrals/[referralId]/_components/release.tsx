'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import { KEY_KINDS, type ReferralView, TAKE_DAYS } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { useRefresh } from '../../../_live/live-refresh';
import { release } from '../../actions';

/** Has the package made of what was agreed to; what changed since makes it a draft again, and says so. */
export function Release({ view: { id: referralId, number, state, agency, key, off } }: { view: ReferralView }) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const label = state === 'failed' ? 'Have it made again' : 'Release';

  function send() {
    act(
      () => release({ referralId }),
      (answer) => {
        setIsOpen(false);
        if (answer.kind === 'void') notify({ title: 'It was not released', description: answer.words });
        else notify({ title: 'Released', description: 'The package is being made. You can leave this page.' });
        refresh();
      },
      () => {
        setIsOpen(false);
        refresh();
      },
    );
  }

  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button variant="primary" size="lg" isWide isPending={isPending} disabledReason={off.release ?? undefined} onClick={() => setIsOpen(true)}>
        {label}…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`${label}: ${number}`}
        summary={`The package for ${agency?.name ?? 'the agency'} is made and sealed for its ${key ? `${KEY_KINDS[key.kind].words} ` : ''}key, so that nobody here can open it afterwards. It can then be taken along for ${TAKE_DAYS} days. Everything that was agreed to is compared once more before.`}
        confirmLabel={label}
        onConfirm={send}
        isPending={isPending}
      />
    </>
  );
}
