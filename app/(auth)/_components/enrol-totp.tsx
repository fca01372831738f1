'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { post } from './post';
import { SharedSecret } from './shared-secret';
import { Refused, Step } from './step';
import { type Enrolled } from './steps';
import { useStep } from './use-step';

interface EnrolTotpProps {
  onEnrolled: (enrolled: Enrolled) => void;
  onBack: () => void;
}

/** A secret is shared with the app once; the first code shows that it arrived. */
export function EnrolTotp({ onEnrolled, onBack }: EnrolTotpProps) {
  const [shared, setShared] = useState<{ secret: string; uri: string }>();
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const begin = useStep();
  const confirm = useStep();

  const ask = useEffectEvent(() => begin.run(() => post<{ secret: string; uri: string }>('/api/sign-in/enrol/totp'), setShared));
  useEffect(() => ask(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() === '') input.current?.focus();
    else confirm.run(() => post<Enrolled>('/api/sign-in/enrol/totp/confirm', { code: code.replaceAll(/\s/g, '') }), onEnrolled, () => input.current?.select());
  }

  return (
    <Step title="Set up an authenticator app" lead="Scan this with the app, or type the key into it. Then enter the six digits that it shows." isTitleFocused>
      <Refused>{begin.refused?.message}</Refused>
      {shared && (
        <>
          <SharedSecret {...shared} />
          <form onSubmit={submit} noValidate aria-label="Confirm" className="grid gap-3">
            <Field label="Code" hint="Six digits; they change every 30 seconds." error={confirm.refused?.message} isRequired>
              <Input ref={input} name="code" autoComplete="one-time-code" inputMode="numeric" maxLength={16} className="font-mono tracking-wider" value={code} onChange={(event) => setCode(event.target.value)} />
            </Field>
            <Button type="submit" variant="primary" size="lg" isWide isPending={confirm.isPending}>
              Confirm
            </Button>
          </form>
        </>
      )}
      <Button variant="quiet" size="sm" className="-ml-2 justify-self-start" onClick={onBack}>
        Choose another way
      </Button>
    </Step>
  );
}
