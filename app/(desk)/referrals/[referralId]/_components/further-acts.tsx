'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import type { ReferralView } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { useRefresh } from '../../../_live/live-refresh';
import { reissue, takeBack, withdraw } from '../../actions';

interface FurtherActProps {
  view: ReferralView;
}

/** Ends a referral before the agency acknowledged it, after a summary in words. */
export function Withdraw({ view: { id: referralId, number, state, off } }: FurtherActProps) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const end = () =>
    act(
      () => withdraw({ referralId }),
      () => {
        setIsOpen(false);
        notify({ title: `${number} is withdrawn`, description: 'It stays on record.' });
        refresh();
      },
      () => setIsOpen(false),
    );
  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button variant="quiet" isWide isPending={isPending} disabledReason={off.withdraw ?? undefined} onClick={() => setIsOpen(true)}>
        Withdraw…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Withdraw ${number}`}
        summary={state === 'released' ? 'The package is removed from the desk, and nobody can take it along any more. What was taken along already is with whoever has it. It cannot be undone; the referral can be issued again.' : 'Nothing of it leaves. What was filled in stays on record and can be issued again under a new number. It cannot be undone.'}
        confirmLabel="Withdraw"
        onConfirm={end}
        isPending={isPending}
      />
    </>
  );
}

/** Makes a draft again of what one asked for oneself, to change it. Nothing is lost by it, so it does not ask first. */
export function TakeBack({ view: { id: referralId } }: FurtherActProps) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button
        isWide
        isPending={isPending}
        onClick={() =>
          act(
            () => takeBack({ referralId }),
            () => {
              notify({ title: 'It is a draft again', description: 'Nobody can agree to it until you ask again.' });
              refresh();
            },
            refresh,
          )
        }
      >
        Take it back to change it
      </Button>
    </>
  );
}

/** Begins a new draft with everything that this one said. */
export function Reissue({ view: { id: referralId, off } }: FurtherActProps) {
  const router = useRouter();
  const { notify } = useToast();
  const { isPending, wrong, act } = useAct();
  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button
        isWide
        isPending={isPending}
        disabledReason={off.reissue ?? undefined}
        onClick={() =>
          act(
            () => reissue({ referralId }),
            ({ referralId: next }) => {
              notify({ title: 'A new draft', description: 'It says what this one said. Look it over, and ask a second person.' });
              router.push(`/referrals/${next}`);
            },
          )
        }
      >
        Issue it again
      </Button>
    </>
  );
}
