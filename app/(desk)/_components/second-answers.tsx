'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useShortcut } from '@/app/_ui/keyboard';
import { Wrong } from '@/app/_ui/wrong';
import type { ActionResult } from '@/lib/web/schema';
import { PaneFoot } from '../_shell/panes';
import { useAct } from './use-act';

interface SecondAnswersProps<A> {
  /** What the shortcuts are about: "This report". */
  group: string;
  /** Why the reader is not who can answer, or null. */
  off: string | null;
  /** Before the answers. */
  lead?: ReactNode;
  agree: {
    readonly label: string;
    /** What comes of it, in a sentence or two. */
    readonly note: string;
    readonly ask: () => Promise<ActionResult<A>>;
    readonly done: (answer: A) => void;
    readonly refused?: () => void;
  };
  sendBack: {
    /** Who reads it, and that nothing has left. */
    readonly description: string;
    readonly hint: string;
    /** Characters at most. */
    readonly most: number;
    readonly ask: (reason: string) => Promise<ActionResult<unknown>>;
    readonly done: () => void;
  };
}

/** The two answers of a second person: to agree, or to send it back in words. Plain Enter gives neither. */
export function SecondAnswers<A>({ group, off, lead, agree, sendBack }: SecondAnswersProps<A>) {
  const agreeing = useAct();
  const refusing = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const isPending = agreeing.isPending || refusing.isPending;
  const disabledReason = off ?? undefined;
  const isOn = !isPending && off === null;

  const approve = () => agreeing.act(agree.ask, agree.done, agree.refused);
  const refuse = () =>
    refusing.act(
      () => sendBack.ask(reason),
      () => {
        setIsOpen(false);
        sendBack.done();
      },
    );
  useShortcut('shift+enter', approve, { label: agree.label, group, enabled: isOn });
  useShortcut('b', () => setIsOpen(true), { label: 'Send back', group, enabled: isOn });

  return (
    <PaneFoot>
      {lead}
      <Wrong>{agreeing.wrong}</Wrong>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={disabledReason} onClick={approve}>
        {agree.label}
      </Button>
      <Button kbd="b" isWide isPending={isPending} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Send back…
      </Button>
      <p className="text-sm text-faint">{off ?? agree.note}</p>
      <FormDialog isOpen={isOpen} onOpenChange={setIsOpen} title="Send back" description={sendBack.description} submitLabel="Send back" onSubmit={refuse} isPending={refusing.isPending}>
        <Field label="Why" hint={sendBack.hint} error={refusing.wrong} isRequired>
          <TextArea name="reason" rows={4} maxLength={sendBack.most} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </FormDialog>
    </PaneFoot>
  );
}
