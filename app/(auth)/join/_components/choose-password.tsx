'use client';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { PASSWORD_MIN } from '@/lib/access/schema';
import { post } from '../../_components/post';
import { Refused, Step } from '../../_components/step';
import { type Next } from '../../_components/steps';
import { useStep, wordsFor } from '../../_components/use-step';
import { type Invitation } from './invitation';

interface ChoosePasswordProps {
  token: string;
  invitation: Invitation;
  onNext: (next: Next) => void;
}

const RULE = `At least ${PASSWORD_MIN} characters, of any kind. A few words in a row are easy to remember.`;

const WORDS = {
  join: { title: 'Set up your account', hint: 'You were invited to this desk.', button: 'Set the password' },
  reset: { title: 'Choose a new password', hint: 'An admin reset your access.', button: 'Set the new password' },
} as const;

/** Who the invitation is for, and the password that they choose; nobody else ever knows it. */
export function ChoosePassword({ token, invitation, onNext }: ChoosePasswordProps) {
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { refused, isPending, run } = useStep();
  const words = WORDS[invitation.purpose];
  const error = wordsFor(refused, 'password');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (password === '') input.current?.focus();
    else run(() => post<Next>('/api/sign-in/invitation/password', { token, password }), onNext, () => input.current?.select());
  }

  return (
    <Step title={words.title} lead={words.hint}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md border border-line bg-surface px-3.5 py-3">
        <dt className="text-muted">You will be known as</dt>
        <dd className="font-medium">{invitation.pseudonym}</dd>
        <dt className="text-muted">Your role</dt>
        <dd className="font-medium">{invitation.role}</dd>
      </dl>
      <Refused>{error === undefined ? refused?.message : undefined}</Refused>
      <form onSubmit={submit} noValidate aria-label={words.title} className="grid gap-3">
        <Field label="E-mail" hint="You sign in with it.">
          <Input type="email" name="email" autoComplete="username" readOnly value={invitation.email} />
        </Field>
        <Field label="New password" hint={RULE} error={error} isRequired>
          <Input ref={input} type={isShown ? 'text' : 'password'} name="password" autoComplete="new-password" autoFocus spellCheck={false} autoCapitalize="none" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <label className="flex items-center gap-2 text-muted">
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} className="size-4 accent-accent" />
          Show the password
        </label>
        <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
          {words.button}
        </Button>
      </form>
    </Step>
  );
}
