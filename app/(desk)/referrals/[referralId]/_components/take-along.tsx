'use client';
import { useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import { type ReferralView, TAKING_MINUTES } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { wordsIn } from '../../../_components/words-in';
import { take } from '../../actions';

const UNKNOWN = 'Nothing left the desk. Ask for it again; if it stays, tell whoever runs this desk.';

/** Downloads the sealed package, each time by a leave of its own that is on record. */
export function TakeAlong({ view: { id: referralId, off, takings } }: { view: ReferralView }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const isAsked = useRef(false);
  const { notify } = useToast();
  const { isPending, wrong, act } = useAct();

  function answered(element: HTMLIFrameElement) {
    // It loads empty with the page. A package leaves it as it is, and only a refusal loads in it.
    if (!isAsked.current) return;
    isAsked.current = false;
    notify({ title: 'The package was not given', description: wordsIn(element) ?? UNKNOWN });
  }

  function begin() {
    act(
      () => take({ referralId }),
      ({ href }) => {
        if (!frame.current) return;
        isAsked.current = true;
        frame.current.src = href;
        notify({ title: 'Your browser saves the package', description: `It is sealed for the agency. Should it break off, it goes on where it stopped within ${TAKING_MINUTES} minutes.` });
      },
    );
  }

  return (
    <>
      <Wrong>{wrong}</Wrong>
      <Button variant="primary" size="lg" isWide isPending={isPending} disabledReason={off.take ?? undefined} onClick={begin}>
        {takings.length === 0 ? 'Take it along' : 'Take it along again'}
      </Button>
      <iframe ref={frame} title="Answer to a package that was asked for" hidden onLoad={(event) => answered(event.currentTarget)} />
    </>
  );
}
