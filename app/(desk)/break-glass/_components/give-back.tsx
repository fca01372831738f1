'use client';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { giveRoleBack } from '../../_alerts/actions';
import { attempt } from '../../_components/attempt';
import { useRefresh } from '../../_live/live-refresh';

/** Gives back a role that another session of one's own holds. */
export function GiveBack({ id, role }: { id: string; role: string }) {
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function giveBack() {
    start(async () => {
      const result = await attempt(() => giveRoleBack({ breakGlassId: id }));
      if (!result.ok) notify({ title: 'The role was not given back', description: result.message });
      refresh();
    });
  }

  return (
    <Button size="sm" aria-label={`Give the ${role} role back`} isPending={isPending} onClick={giveBack}>
      Give it back
    </Button>
  );
}
