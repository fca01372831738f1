'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { SignOffDialog } from '../../_components/sign-off-dialog';
import { signOffRole } from '../actions';

interface SignOffProps {
  id: string;
  pseudonym: string;
  role: string;
  disabledReason: string | undefined;
}

/** A supervisor's signature under a role that was taken. */
export function SignOff({ id, pseudonym, role, disabledReason }: SignOffProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Sign off the ${role} role of ${pseudonym}`} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Sign off…
      </Button>
      <SignOffDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Sign off the ${role} role of ${pseudonym}`}
        summary="You say that you have looked at what was done under it, and that it was right or is being followed up. It cannot be taken back."
        settled={`The ${role} role that ${pseudonym} took is settled.`}
        sign={(note) => signOffRole({ breakGlassId: id, note })}
      />
    </>
  );
}
