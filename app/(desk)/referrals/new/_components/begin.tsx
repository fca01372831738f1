'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { Wrong } from '@/app/_ui/wrong';
import { useAct } from '../../../_components/use-act';
import { begin } from '../../actions';

/** Begins a draft, which its own page then fills in. */
export function Begin({ caseId }: { caseId: string }) {
  const router = useRouter();
  const { isPending, wrong, act } = useAct();
  const start = () => act(() => begin({ caseId, kind: 'disclosure' }), ({ referralId }) => router.push(`/referrals/${referralId}`));
  useShortcut('shift+enter', start, { label: 'Begin the referral', group: 'This case', enabled: !isPending });
  return (
    <div className="grid justify-items-start gap-2">
      <Wrong>{wrong}</Wrong>
      <Button variant="primary" kbd="shift+enter" isPending={isPending} onClick={start}>
        Begin the referral
      </Button>
    </div>
  );
}
