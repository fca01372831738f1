'use client';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../../_components/attempt';
import { useRefresh } from '../../../_live/live-refresh';
import { tellAgain } from '../../actions';

interface RetryNoticeProps {
  noticeId: string;
  platform: string;
  disabledReason: string | undefined;
}

/** Sends a notice again. A platform tells a repetition by its id, so nothing is done twice. */
export function RetryNotice({ noticeId, platform, disabledReason }: RetryNoticeProps) {
  const [isPending, start] = useTransition();
  const { notify } = useToast();
  const refresh = useRefresh();

  function send() {
    start(async () => {
      const result = await attempt(() => tellAgain({ noticeId }));
      if (result.ok) notify({ title: 'The notice is sent again', description: `${platform} is told within seconds, if it answers.` });
      else notify({ title: 'The notice was not sent', description: result.message });
      refresh();
    });
  }

  return (
    <Button size="sm" isPending={isPending} disabledReason={disabledReason} onClick={send}>
      Send the notice again
    </Button>
  );
}
