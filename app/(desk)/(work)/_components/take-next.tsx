'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { takeNext } from '../queue/actions';

/** Takes the most urgent free item and opens it. */
export function TakeNext({ isWide = false }: { isWide?: boolean }) {
  const router = useRouter();
  const { notify } = useToast();
  const [isPending, start] = useTransition();

  const run = () =>
    start(async () => {
      const result = await attempt(() => takeNext({}));
      if (!result.ok) notify({ title: 'No item was taken', description: result.message });
      else if (result.value === null) notify({ title: 'Nothing waits', description: 'New items appear here by themselves.' });
      else router.push(`/review/${result.value.itemId}`);
    });
  useShortcut('t', run, { label: 'Take the next item', group: 'Queue' });

  return (
    <Button variant="primary" kbd="t" isWide={isWide} isPending={isPending} onClick={run}>
      Take next
    </Button>
  );
}
