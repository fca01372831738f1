'use client';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { undoAdding } from '../../actions';

/** Takes an addition back; the first report stands as it is. */
export function UndoAdding({ reportId }: { reportId: string }) {
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function undo() {
    start(async () => {
      const result = await attempt(() => undoAdding({ reportId }));
      if (result.ok) notify({ title: 'Undone', description: 'Nothing was sent. The first report stands as it is.' });
      else notify({ title: 'Not undone', description: result.message });
      refresh();
    });
  }

  return (
    <Button isPending={isPending} onClick={undo}>
      Undo the addition
    </Button>
  );
}
