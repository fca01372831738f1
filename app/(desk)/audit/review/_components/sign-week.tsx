'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { SignOffDialog } from '../../../_components/sign-off-dialog';
import { signWeek } from '../actions';

interface SignWeekProps {
  week: string;
  /** The week in words. */
  name: string;
  entries: number;
  ownActs: number;
  disabledReason: string | undefined;
}

/** A person's signature under a week of the trail. */
export function SignWeek({ week, name, entries, ownActs, disabledReason }: SignWeekProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" isWide disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Sign off this week…
      </Button>
      <SignOffDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Sign off ${name}`}
        summary={
          <>
            <p>
              You say that you have gone through this week’s {entries.toLocaleString('en')} {entries === 1 ? 'entry' : 'entries'}, and that what you found is right or is being followed up. It cannot be taken back.
            </p>
            {ownActs > 0 && <p className="mt-1.5">It includes {ownActs === 1 ? 'one act' : `${ownActs} acts`} of yours, and the signature will say so: nobody who did nothing in this week can sign it instead.</p>}
          </>
        }
        settled={`The week of ${name} is settled.`}
        sign={(note) => signWeek({ week, note })}
      />
    </>
  );
}
