'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { useRefresh } from '../../../_live/live-refresh';
import { liftWall } from '../actions';
import { AskWhy } from './ask-why';

interface LiftWallProps {
  wallId: string;
  person: string;
  caseNumber: string;
}

/** Lets somebody back to the case; that they were kept away, and why, stays on record. */
export function LiftWall({ wallId, person, caseNumber }: LiftWallProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { notify } = useToast();
  const refresh = useRefresh();
  return (
    <>
      <Button size="sm" aria-label={`Let ${person} back…`} onClick={() => setIsOpen(true)}>
        Let back…
      </Button>
      <AskWhy
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Let ${person} back to case ${caseNumber}`}
        summary="They can see the case and work on it again, at once. Other cases of the account from which they are kept away are not touched."
        confirmLabel="Let back"
        act={(reason) => liftWall({ wallId, reason })}
        onDone={() => {
          notify({ title: `${person} can see case ${caseNumber} again` });
          refresh();
        }}
      />
    </>
  );
}
