'use client';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import type { Way } from '@/lib/access/schema';
import { DemoAnswer } from './demo-answer';
import { signInWithPasskey } from './passkey';
import { post } from './post';
import { Or, Refused, Step } from './step';
import { type SignedIn } from './steps';
import { usePasskeySupport } from './use-offered-passkey';
import { useStep } from './use-step';

const CODES = {
  totp: { label: 'Code', hint: 'The six digits that your authenticator app shows now.', autoComplete: 'one-time-code', inputMode: 'numeric', other: 'Use a code from the app instead' },
  recovery_code: { label: 'Recovery code', hint: 'One of the codes that you kept when you set up your account. Each works once.', autoComplete: 'off', inputMode: 'text', other: 'Use a recovery code instead' },
} as const;
type CodeWay = keyof typeof CODES;

interface SecondFactorProps {
  ways: readonly Way[];
  onDone: (signedIn: SignedIn) => void;
  onStartOver: () => void;
}

/** Is it really them? Any one of the ways that the person has set up. */
export function SecondFactor({ ways, onDone, onStartOver }: SecondFactorProps) {
  const codeWays = (['totp', 'recovery_code'] as const).filter((way) => ways.includes(way));
  // A recovery code is for when the rest is lost: it is asked for at once only where nothing else can be.
  const [way, setWay] = useState<CodeWay | undefined>(ways.includes('totp') ? 'totp' : ways.length === 1 ? codeWays[0] : undefined);
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { refused, isPending, run, setRefused } = useStep();
  const isSupported = usePasskeySupport();
  const asked = way && CODES[way];
  const other = codeWays.find((each) => each !== way);
  const isFieldsOwn = refused?.code === 'unauthenticated' || refused?.code === 'invalid';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() === '') input.current?.focus();
    else run(() => post<SignedIn>('/api/sign-in/second-factor', { code: code.trim() }), onDone, () => input.current?.select());
  }

  function ask(next: CodeWay) {
    setWay(next);
    setCode('');
    setRefused(undefined);
  }

  return (
    <Step title="Your second factor" lead="The first step went well. One more, to be sure that it is you." isTitleFocused={!asked}>
      <Refused>{isFieldsOwn && asked ? undefined : refused?.message}</Refused>
      {ways.includes('demo') && <DemoAnswer isPending={isPending} onAnswer={() => run(() => post<SignedIn>('/api/sign-in/second-factor', { demo: true }), onDone)} />}
      {ways.includes('passkey') && (
        <Button variant={asked ? 'default' : 'primary'} size="lg" isWide isPending={isPending} disabledReason={isSupported ? undefined : 'This browser does not know passkeys.'} onClick={() => run(() => signInWithPasskey(), onDone)}>
          Use a passkey
        </Button>
      )}
      {asked && (
        <>
          {ways.includes('passkey') && <Or />}
          <form key={way} onSubmit={submit} noValidate aria-label={asked.label} className="grid gap-3">
            <Field label={asked.label} hint={asked.hint} error={isFieldsOwn ? refused?.message : undefined} isRequired>
              <Input ref={input} name="code" autoFocus autoComplete={asked.autoComplete} inputMode={asked.inputMode} spellCheck={false} autoCapitalize="none" maxLength={64} className="font-mono tracking-wider" value={code} onChange={(event) => setCode(event.target.value)} />
            </Field>
            <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
              Go on
            </Button>
          </form>
        </>
      )}
      <div className="-mx-2 flex flex-wrap justify-between gap-1.5">
        {other && (
          <Button variant="quiet" size="sm" onClick={() => ask(other)}>
            {CODES[other].other}
          </Button>
        )}
        <Button variant="quiet" size="sm" className="ml-auto" onClick={onStartOver}>
          Start over
        </Button>
      </div>
    </Step>
  );
}
