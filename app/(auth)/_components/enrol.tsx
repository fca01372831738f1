'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { EnrolTotp } from './enrol-totp';
import { enrolPasskey } from './passkey';
import { Or, Refused, Step } from './step';
import { type Enrolled } from './steps';
import { usePasskeySupport } from './use-offered-passkey';
import { useStep } from './use-step';

const FIRST_PASSKEY = 'First passkey';

interface EnrolProps {
  onEnrolled: (enrolled: Enrolled) => void;
  onStartOver: () => void;
}

/** Everybody has a second factor: who has none yet sets one up before the desk opens. */
export function Enrol({ onEnrolled, onStartOver }: EnrolProps) {
  const [isTotp, setTotp] = useState(false);
  const { refused, isPending, run } = useStep();
  const isSupported = usePasskeySupport();

  if (isTotp) return <EnrolTotp onEnrolled={onEnrolled} onBack={() => setTotp(false)} />;
  return (
    <Step title="Set up a second factor" lead="One proof alone can be guessed or stolen. Choose what else shows that it is you; you can add more later." isTitleFocused>
      <Refused>{refused?.message}</Refused>
      <div className="grid gap-2.5">
        <p>
          <strong className="font-semibold">A passkey</strong> <span className="text-ok">(recommended)</span> is kept by this device or a security key and opened with its PIN, fingerprint or face. It cannot be given away
          to a false page by mistake.
        </p>
        <Button variant="primary" size="lg" isWide isPending={isPending} disabledReason={isSupported ? undefined : 'This browser does not know passkeys.'} onClick={() => run(() => enrolPasskey(FIRST_PASSKEY), onEnrolled)}>
          Make a passkey
        </Button>
      </div>
      <Or />
      <div className="grid gap-2.5">
        <p>
          <strong className="font-semibold">An authenticator app</strong> on your phone shows six digits that change every 30 seconds; you type them when you sign in.
        </p>
        <Button size="lg" isWide onClick={() => setTotp(true)}>
          Use an authenticator app
        </Button>
      </div>
      <Button variant="quiet" size="sm" className="-mr-2 justify-self-end" onClick={onStartOver}>
        Start over
      </Button>
    </Step>
  );
}
