'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { useToast } from '@/app/_ui/toast';
import { stepBack } from '../actions';
import { AskWhy } from './ask-why';

interface StepBackProps {
  caseId: string;
  caseNumber: string;
  disabledReason: string | undefined;
}

/** For whoever knows somebody in the case: the case disappears for them, and a supervisor alone brings it back. */
export function StepBack({ caseId, caseNumber, disabledReason }: StepBackProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [isOpen, setIsOpen] = useState(false);

  function leave() {
    notify({ title: `You stepped back from case ${caseNumber}`, description: 'A supervisor can let you back.' });
    router.push('/cases');
  }

  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Step back…
      </Button>
      <AskWhy
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Step back from case ${caseNumber}`}
        summary={
          <>
            <p>For when you know somebody in it. The case then disappears for you: its items, notes and reports, now and in later cases of the same account. What you hold of it goes back to the queue.</p>
            <p className="mt-1.5">You cannot take this back yourself; a supervisor can let you in again.</p>
          </>
        }
        confirmLabel="Step back"
        act={(reason) => stepBack({ caseId, reason })}
        onDone={leave}
      />
    </>
  );
}
