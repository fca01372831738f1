'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { type Answer, post, refusal } from '../../_components/post';
import { RightAddress } from '../../_components/right-address';
import { SignInSteps } from '../../_components/sign-in-steps';
import { Refused, Step } from '../../_components/step';
import { type Next } from '../../_components/steps';
import { ChoosePassword } from './choose-password';
import { type Invitation } from './invitation';

const NOT_WHOLE = 'This link is not whole: the part after the # is missing. Copy all of it from the message you were sent, or ask the admin who invited you for a new one.';

/** The token behind the #, taken out of the address bar and the history, where the next person at this computer would find it. */
function takeToken(): string {
  const token = window.location.hash.slice(1);
  window.history.replaceState(window.history.state, '', window.location.pathname);
  return token;
}

interface Seen {
  readonly token: string;
  readonly answer: Answer<Invitation>;
}

async function look(): Promise<Seen> {
  const token = takeToken();
  return { token, answer: token === '' ? refusal('invalid', NOT_WHOLE) : await post<Invitation>('/api/sign-in/invitation', { token }) };
}

/** From an invitation's link to an open desk: a password, a second factor, and the recovery codes. */
export function JoinSteps({ origin }: { origin: string }) {
  const [seen, setSeen] = useState<Seen>();
  const [next, setNext] = useState<Next>();

  useEffect(() => {
    // At another address the link stays whole, since it is opened anew at the right one.
    if (window.location.origin === origin) void look().then(setSeen);
  }, [origin]);

  if (next) return <SignInSteps purpose="page" begin={next} onDone={({ home }) => window.location.assign(home)} />;
  if (seen?.answer.ok) return <ChoosePassword token={seen.token} invitation={seen.answer.value} onNext={setNext} />;
  return (
    <RightAddress origin={origin} path="/join">
      <Step title="Set up your account" lead={seen ? undefined : 'Looking at your invitation …'}>
        <Refused>{seen?.answer.ok === false ? seen.answer.message : undefined}</Refused>
        {seen && (
          <Link href="/sign-in" className={buttonClass({ isWide: true, size: 'lg' })}>
            Go to sign in
          </Link>
        )}
      </Step>
    </RightAddress>
  );
}
