'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { undoReport } from '../../(work)/review/[itemId]/actions';
import type { TakeBackKind } from '../take-back-of';

interface TakeBackProps {
  reportId: string;
  items: number;
  kind: Exclude<TakeBackKind, 'addition'>;
}

const WHY_KEPT = {
  alone: 'Another report of this decision is filed or on its way, so the decision stands. Why this one was sent back stays on record.',
  anothers: 'The decision is a colleague’s and stands. Without a report it is shown as missing one again.',
} as const;

/** As long as nothing has left the desk, whoever asked can take it back: the notice with its countdown may be gone. */
export function TakeBack({ reportId, items, kind }: TakeBackProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [isPending, start] = useTransition();
  const [error, setError] = useState<string>();

  const takeBack = () =>
    start(async () => {
      const undone = await attempt(() => undoReport({ reportId }));
      const back = items === 1 ? 'The item is yours again.' : `The ${items} items are yours again.`;
      if (undone.ok) notify(undone.value.isDecisionKept ? { title: 'Withdrawn', description: 'Nothing of it was sent. The decision stands.' } : { title: 'Taken back', description: back });
      setError(undone.ok ? undefined : undone.message);
      router.refresh();
    });

  return (
    <div className="grid gap-1">
      <Button className="w-fit" isPending={isPending} onClick={takeBack}>
        {kind === 'click' ? 'Take back and decide again' : 'Withdraw this report'}
      </Button>
      {kind !== 'click' && <p className="text-sm text-muted">{WHY_KEPT[kind]}</p>}
      <p role="alert" className={error ? 'text-sm text-imminent' : 'sr-only'}>
        {error}
      </p>
    </div>
  );
}
