'use client';
import { useRouter } from 'next/navigation';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../../_components/attempt';
import { PaneFoot } from '../../../../_shell/panes';
import { agree, sendBack } from '../../actions';

interface SecondPersonProps {
  reportId: string;
  createdBy: string;
  hotlineName: string;
  isTest: boolean;
  undoSeconds: number;
  /** Why the reader is not who can agree, or null. */
  off: string | null;
}

/** The two answers of a second person. Plain Enter gives neither. */
export function SecondPerson({ reportId, createdBy, hotlineName, isTest, undoSeconds, off }: SecondPersonProps) {
  const router = useRouter();
  const formId = useId();
  const { notify } = useToast();
  const [isPending, start] = useTransition();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const disabledReason = off ?? undefined;
  const label = isTest ? 'Agree: file as a test' : 'Agree: file it';

  function approve() {
    if (isPending) return;
    start(async () => {
      setWrong(undefined);
      const result = await attempt(() => agree({ reportId }));
      if (!result.ok) {
        setWrong(result.message);
        return;
      }
      notify({ title: 'You agreed', description: `It leaves in ${undoSeconds} seconds, unless ${createdBy} undoes it. It is filed when its receipt is here.` });
      router.push('/reports/approvals');
    });
  }

  function refuse() {
    if (isPending) return;
    start(async () => {
      setWrong(undefined);
      const result = await attempt(() => sendBack({ reportId, reason }));
      if (!result.ok) {
        setWrong(result.fields[0]?.message ?? result.message);
        return;
      }
      setIsOpen(false);
      notify({ title: 'Sent back', description: `${createdBy} reads why. Nothing was filed.` });
      router.push('/reports/approvals');
    });
  }

  useShortcut('shift+enter', approve, { label, group: 'This report', enabled: !isPending && off === null });
  useShortcut('b', () => setIsOpen(true), { label: 'Send back', group: 'This report', enabled: !isPending && off === null });

  return (
    <PaneFoot>
      <p className="text-sm text-muted">All that is sent stands here but pictures and the words of messages. Those words you can unfold on the item; pictures need not be looked at to agree.</p>
      <p role="alert" className={wrong && !isOpen ? 'text-sm text-imminent' : 'sr-only'}>
        {isOpen ? undefined : wrong}
      </p>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={disabledReason} onClick={approve}>
        {label}
      </Button>
      <Button kbd="b" isWide isPending={isPending} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Send back…
      </Button>
      <p className="text-sm text-faint">{off ?? `It leaves for ${hotlineName} ${undoSeconds} seconds after you agree.`}</p>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="md"
        title="Send back"
        description={`${createdBy} reads what you write, and nobody outside the desk does. Nothing is filed until somebody agrees.`}
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
            refuse();
          }}
        >
          <Field label="Why" hint="What should be looked at again, in words that say no more than needed." error={wrong} isRequired>
            <TextArea name="reason" rows={4} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </form>
      </Dialog>
    </PaneFoot>
  );
}
