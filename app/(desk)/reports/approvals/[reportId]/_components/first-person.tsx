'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import { useAct } from '../../../../_components/use-act';
import { PaneFoot } from '../../../../_shell/panes';
import { undoAdding } from '../../../actions';
import { ask, takeUp } from '../../actions';

interface FirstPersonProps {
  reportId: string;
  createdBy: string;
  /** Whether the reader asked for it; else they supervise, and step in for whoever did. */
  isMine: boolean;
  /** Whether it adds to a filed report: it decides nothing, and is undone by itself. */
  isAddition: boolean;
}

/** What whoever asked for a report does once it was sent back: decide anew, or ask again as it is. A supervisor can do the latter for them. */
export function FirstPerson({ reportId, createdBy, isMine, isAddition }: FirstPersonProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [note, setNote] = useState('');
  const { isPending, wrong, act } = useAct();

  function withdrawn(description: string) {
    notify({ title: 'Withdrawn', description: `Nothing of it was sent. ${description}` });
    router.push(`/reports/${reportId}`);
  }

  return (
    <PaneFoot>
      <Wrong>{wrong}</Wrong>
      {isMine && isAddition && (
        <Button variant="primary" isWide isPending={isPending} onClick={() => act(() => undoAdding({ reportId }), () => withdrawn('The first report stands as it is.'))}>
          Undo the addition
        </Button>
      )}
      {isMine && !isAddition && (
        <>
          <Button
            variant="primary"
            isWide
            isPending={isPending}
            onClick={() => act(() => takeUp({ reportId }), ({ itemId, isDecisionKept }) => (isDecisionKept ? withdrawn('The decision stands.') : router.push(`/review/${itemId}`)))}
          >
            Take it up again
          </Button>
          <p className="text-sm text-faint">
            The report and its decision are taken back, and the item is yours with the form as it was. Where the decision is a colleague’s, or another report of it has left, only this report is withdrawn.
          </p>
        </>
      )}
      {!isMine && (
        <p className="text-sm text-muted">It was sent back to {createdBy}. Where they are not there to act on it, you can ask again in their place.</p>
      )}
      <Field label={isMine ? 'Or say what a colleague should know' : 'Say what a colleague should know'} hint="It becomes a note of the case.">
        <TextArea name="note" rows={2} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button
        isWide
        isPending={isPending}
        onClick={() =>
          act(() => ask({ reportId, note }), ({ state }) => {
            notify({ title: 'Asked again', description: state === 'waiting' ? 'No rule asks for a second person any more: it leaves after its undo.' : 'It waits for a second person, as it is.' });
            router.push('/reports/approvals');
          })
        }
      >
        Ask again
      </Button>
    </PaneFoot>
  );
}
