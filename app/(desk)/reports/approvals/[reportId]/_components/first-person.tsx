'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../../../_components/attempt';
import { PaneFoot } from '../../../../_shell/panes';
import { ask, takeUp } from '../../actions';

/** What whoever asked for a report does once it was sent back: decide anew, or ask again as it is. */
export function FirstPerson({ reportId }: { reportId: string }) {
  const router = useRouter();
  const { notify } = useToast();
  const [isPending, start] = useTransition();
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string>();

  function act<T>(what: () => Promise<ActionResult<T>>, done: (value: T) => void) {
    if (isPending) return;
    start(async () => {
      setWrong(undefined);
      const result = await attempt(what);
      if (result.ok) done(result.value);
      else setWrong(result.message);
    });
  }

  return (
    <PaneFoot>
      <p role="alert" className={wrong ? 'text-sm text-imminent' : 'sr-only'}>{wrong}</p>
      <Button variant="primary" isWide isPending={isPending} onClick={() => act(() => takeUp({ reportId }), ({ itemId }) => router.push(`/review/${itemId}`))}>
        Take it up again
      </Button>
      <p className="text-sm text-faint">The report and its decision are taken back, and the item is yours with the form as it was.</p>
      <Field label="Or say what a colleague should know" hint="It becomes a note of the case.">
        <TextArea name="note" rows={2} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button
        isWide
        isPending={isPending}
        onClick={() =>
          act(() => ask({ reportId, note }), () => {
            notify({ title: 'Asked again', description: 'It waits for a second person, as it is.' });
            router.push('/reports/approvals');
          })
        }
      >
        Ask again
      </Button>
    </PaneFoot>
  );
}
