'use client';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { DemoPeople } from './demo-people';
import { type Refusal, post } from './post';
import { Or, Refused, Step } from './step';
import { type DemoPerson, type Next, type SignedIn } from './steps';
import { useOfferedPasskey } from './use-offered-passkey';
import { signInWithPasskey } from './passkey';
import { useStep, wordsFor } from './use-step';

interface StartProps {
  title: string;
  lead: string;
  notice: string | undefined;
  demoPeople: readonly DemoPerson[];
  onNext: (next: Next) => void;
  onDone: (signedIn: SignedIn) => void;
}

/** A wrong password is said at the password; what is about the whole attempt, such as a lockout, above the form. */
function placeOf(refused: Refusal | undefined) {
  const email = wordsFor(refused, 'email');
  const password = wordsFor(refused, 'password') ?? (refused?.code === 'unauthenticated' ? refused.message : undefined);
  return { email, password, form: email || password ? undefined : refused?.message };
}

/** Who is it? An e-mail and a password, or a passkey, which is both factors at once. */
export function Start({ title, lead, notice, demoPeople, onNext, onDone }: StartProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const { refused, isPending, run, setRefused } = useStep();
  const isSupported = useOfferedPasskey({ onDone, onRefused: setRefused });
  const wrong = placeOf(refused);

  function submit(event: FormEvent) {
    event.preventDefault();
    const missing = email.trim() === '' ? emailInput : password === '' ? passwordInput : undefined;
    if (missing) missing.current?.focus();
    else run(() => post<Next>('/api/sign-in/password', { email, password }), onNext, () => passwordInput.current?.select());
  }

  return (
    <Step title={title} lead={lead}>
      <Refused>{refused ? wrong.form : notice}</Refused>
      <form onSubmit={submit} noValidate aria-label={title} className="grid gap-3">
        <Field label="E-mail" error={wrong.email} isRequired>
          <Input ref={emailInput} type="email" name="email" autoComplete="username webauthn" autoFocus spellCheck={false} autoCapitalize="none" value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label="Password" error={wrong.password} isRequired>
          <Input ref={passwordInput} type="password" name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
          Sign in
        </Button>
      </form>
      <Or />
      <Button size="lg" isWide isPending={isPending} disabledReason={isSupported ? undefined : 'This browser does not know passkeys.'} onClick={() => run(() => signInWithPasskey(), onDone)}>
        Use a passkey
      </Button>
      {demoPeople.length > 0 && (
        <DemoPeople
          people={demoPeople}
          onChosen={(chosen) => {
            setEmail(chosen);
            passwordInput.current?.focus();
          }}
        />
      )}
    </Step>
  );
}
