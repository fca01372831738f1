'use client';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import type { MissingField, ReferralView } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { useRefresh } from '../../../_live/live-refresh';
import { submit } from '../../actions';
import type { DraftKeeping } from './use-referral-draft';

interface AskSecondPersonProps {
  view: ReferralView;
  draft: Pick<DraftKeeping, 'keep'>;
  missing: readonly MissingField[];
}

/** Ends the draft: a second person reads what it says, and nobody changes it meanwhile. Plain Enter does not. */
export function AskSecondPerson({ view: { id: referralId, off, kind }, draft, missing }: AskSecondPersonProps) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  const why = off.submit ?? (missing.length > 0 ? `Still missing: ${missing.map(({ message }) => message.toLowerCase()).join('; ')}.` : undefined);

  function send() {
    if (why !== undefined) return;
    act(
      async () => {
        await draft.keep();
        return submit({ referralId });
      },
      () => {
        notify({ title: 'A second person is asked', description: kind === 'emergency' ? 'They are told at once. You can take it back until it is released.' : 'You can take it back until it is released.' });
        refresh();
      },
    );
  }
  useShortcut('shift+enter', send, { label: 'Ask a second person', group: 'This referral', enabled: !isPending && why === undefined });

  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={why} onClick={send}>
        Ask a second person
      </Button>
    </>
  );
}
