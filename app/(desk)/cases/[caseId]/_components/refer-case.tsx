'use client';
import { useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { wordsIn } from '../../../_components/words-in';
import { makeFresh } from '../../../_session/step-up';
import type { CaseView } from '@/lib/cases/schema';

interface ReferCaseProps {
  view: CaseView;
  receipts: readonly string[];
  disabledReason: string | undefined;
}

const FRAME = 'referral-answer';

const UNKNOWN = 'Nothing left the desk. Try again; if it stays, tell whoever runs this desk.';

/**
 * Hands the case over as a ZIP after a summary in words. A real form, so that the browser streams the download to
 * disk; its answer goes to a hidden frame, which only ever loads when there is a refusal to show.
 */
export function ReferCase({ view, receipts, disabledReason }: ReferCaseProps) {
  const [isOpen, setIsOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  const { notify } = useToast();
  const files = view.items.reduce((sum, item) => sum + item.files, 0);
  const count = (n: number, noun: string) => `${n === 0 ? 'no' : n} ${noun}${n === 1 ? '' : 's'}`;

  async function send() {
    setIsOpen(false);
    // The refusal of a form's download comes too late to be answered: its second factor is asked for before.
    if (!(await makeFresh())) {
      notify({ title: 'The case was not handed over', description: 'Your second factor was not answered, so nothing left the desk.' });
      return;
    }
    isSent.current = true;
    form.current?.submit();
    notify({ title: 'The package is being made', description: 'Your browser saves it when it is ready.' });
  }

  function answered(frame: HTMLIFrameElement) {
    if (!isSent.current) return;
    isSent.current = false;
    notify({ title: 'The case was not handed over', description: wordsIn(frame) ?? UNKNOWN });
  }

  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Refer to an agency…
      </Button>
      <form ref={form} method="post" action="/api/referrals" target={FRAME} hidden>
        <input type="hidden" name="caseId" value={view.id} />
      </form>
      <iframe name={FRAME} title="Answer to a referral" hidden onLoad={(event) => answered(event.currentTarget)} />
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Refer case ${view.number}`}
        summary={
          <>
            <p>
              You download one ZIP with {count(view.items.length, 'item')}, {count(files, 'original file')}, {count(view.notes.length, 'note')}, the decisions and{' '}
              {receipts.length === 0 ? 'no receipt, since nothing is filed yet' : `the receipt${receipts.length === 1 ? '' : 's'} ${receipts.join(', ')}`}.
            </p>
            <p className="mt-1.5">What is in it is no longer sealed{files > 0 && ', and the originals are not blurred'}: only the agency that asked may get it. That you made it is recorded and cannot be undone.</p>
          </>
        }
        confirmLabel="Download the package"
        onConfirm={() => void send()}
      />
    </>
  );
}
