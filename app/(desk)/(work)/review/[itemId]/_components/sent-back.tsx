'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { TimeText } from '@/app/_ui/time-text';
import { useToast } from '@/app/_ui/toast';
import type { SentBack as Verdict } from '@/lib/reporting';
import { attempt } from '../../../../_components/attempt';
import { ask } from '../../../../reports/approvals/actions';

/** Why a report came back, to whoever asked for it, and a second word to the second person. Deciding anew stands beside it. */
export function SentBack({ reportId, by, at, reason }: Verdict) {
  const router = useRouter();
  const { notify } = useToast();
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();

  const askAgain = () =>
    start(async () => {
      const asked = await attempt(() => ask({ reportId, note }));
      if (asked.ok) notify({ title: 'Asked again', description: 'It waits for a second person, as it is.' });
      setError(asked.ok ? undefined : asked.message);
      router.refresh();
    });

  return (
    <div className="grid gap-2">
      <figure className="border-l-2 border-line-strong pl-3">
        <blockquote className="whitespace-pre-wrap wrap-anywhere">{reason}</blockquote>
        <figcaption className="text-sm text-faint">
          {by}, <TimeText at={at} form="minute" />
        </figcaption>
      </figure>
      <Field label="What a colleague should know" hint="It becomes a note of the case." error={error}>
        <TextArea rows={2} maxLength={5000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button className="w-fit" isPending={isPending} onClick={askAgain}>
        Ask again as it is
      </Button>
    </div>
  );
}
