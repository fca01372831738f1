'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../../_components/attempt';
import { undoReport } from '../actions';

/** As long as nothing has left the desk, whoever asked can take everything back: the notice with its countdown may be gone. */
export function TakeBack({ reportId, items }: { reportId: string; items: number }) {
  const router = useRouter();
  const { notify } = useToast();
  const [isPending, start] = useTransition();
  const [error, setError] = useState<string>();

  const takeBack = () =>
    start(async () => {
      const undone = await attempt(() => undoReport({ reportId }));
      if (undone.ok) notify({ title: 'Taken back', description: items === 1 ? 'The item is yours again.' : `The ${items} items are yours again.` });
      setError(undone.ok ? undefined : undone.message);
      router.refresh();
    });

  return (
    <div className="grid gap-1">
      <Button className="w-fit" isPending={isPending} onClick={takeBack}>
        Take back and decide again
      </Button>
      <p role="alert" className={error ? 'text-sm text-imminent' : 'sr-only'}>
        {error}
      </p>
    </div>
  );
}
