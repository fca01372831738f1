'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReferralPreview } from '@/lib/referral/schema';
import { attempt } from '../../../_components/attempt';
import { preview } from '../../actions';

export interface Previewing {
  readonly value: ReferralPreview | undefined;
  readonly wrong: string | undefined;
  readonly isPending: boolean;
  readonly look: () => void;
}

/** What would leave if it were made now. It opens every text, so it is asked for when it is wanted, and each time is on record. */
export function usePreview(referralId: string, before: () => Promise<void> = () => Promise.resolve()): Previewing {
  const [value, setValue] = useState<ReferralPreview>();
  const [wrong, setWrong] = useState<string>();
  const [isPending, setIsPending] = useState(false);
  const latest = useRef(before);
  const turn = useRef(0);
  useEffect(() => {
    latest.current = before;
  });
  const look = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    setIsPending(true);
    void latest
      .current()
      .then(() => attempt(() => preview({ referralId })))
      .then((result) => {
        // Another look was asked for meanwhile, and says what is so now.
        if (mine !== turn.current) return;
        setIsPending(false);
        if (result.ok) setValue(result.value);
        setWrong(result.ok ? undefined : result.message);
      });
  }, [referralId]);
  return { value, wrong, isPending, look };
}
