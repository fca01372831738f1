'use client';
import { useId, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { APPROVAL_HOURS, DECLINE_REASON_LENGTH, type ReferralView } from '@/lib/referral/schema';
import { useRefresh } from '../../../_live/live-refresh';
import { PaneFoot } from '../../../_shell/panes';
import { agree, sendBack } from '../../actions';
import { useAct } from './use-act';
import { Wrong } from './wrong';

/** The two answers of a second person. Plain Enter gives neither. */
export function SecondPerson({ view: { id: referralId, agreedDigest, off, isTest, requested } }: { view: ReferralView }) {
  const requestedBy = requested.by;
  const formId = useId();
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const isOff = off.approve !== null || agreedDigest === null;
  const label = isTest ? 'Agree, as a test' : 'Agree';

  function approve() {
    if (isOff || agreedDigest === null) return;
    act(
      () => agree({ referralId, agreedDigest }),
      (answer) => {
        if (answer.kind === 'void') notify({ title: 'It is a draft again', description: answer.words });
        else notify({ title: 'You agreed', description: `A liaison can release it within ${APPROVAL_HOURS} hours.` });
        refresh();
      },
      refresh,
    );
  }

  function decline() {
    act(
      () => sendBack({ referralId, reason }),
      () => {
        setIsOpen(false);
        notify({ title: 'Sent back', description: `${requestedBy} reads why. Nothing has left.` });
        refresh();
      },
    );
  }

  useShortcut('shift+enter', approve, { label, group: 'This referral', enabled: !isPending && !isOff });
  useShortcut('b', () => setIsOpen(true), { label: 'Send back', group: 'This referral', enabled: !isPending && !isOff });

  return (
    <PaneFoot>
      <Wrong>{isOpen ? undefined : wrong}</Wrong>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={off.approve ?? undefined} onClick={approve}>
        {label}
      </Button>
      <Button kbd="b" isWide isPending={isPending} disabledReason={off.approve ?? undefined} onClick={() => setIsOpen(true)}>
        Send back…
      </Button>
      <p className="text-sm text-faint">{off.approve ?? `You agree to exactly what stands here. It asks for your second factor, and holds for ${APPROVAL_HOURS} hours.`}</p>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="md"
        title="Send back"
        description={`${requestedBy} reads what you write; the agency does not. Nothing leaves until somebody agrees.`}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} isPending={isPending}>
              Send back
            </Button>
          </>
        }
      >
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            decline();
          }}
        >
          <Field label="Why" hint="What should be looked at again. It is sealed with the case." error={isOpen ? wrong : undefined} isRequired>
            <TextArea name="reason" rows={4} maxLength={DECLINE_REASON_LENGTH.most} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </form>
      </Dialog>
    </PaneFoot>
  );
}
