'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';

type Attempt = { readonly state: 'idle' | 'pending' } | { readonly state: 'failed'; readonly message: string };

const REFUSED = 'That address and password do not match an account that is open. Check both and try again.';
const UNREACHABLE = 'The desk did not answer. Nothing was lost; try again in a moment.';

/** next-auth's own two steps: a token against forged requests, then the credentials. True when a session was opened. */
async function open(email: string, password: string): Promise<boolean> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, email, password, json: 'true', callbackUrl: '/' }),
  });
  if (answer.status >= 500) throw new Error('unreachable');
  return answer.ok;
}

export function SignInForm() {
  const [attempt, setAttempt] = useState<Attempt>({ state: 'idle' });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    setAttempt({ state: 'pending' });
    try {
      if (await open(text('email'), text('password'))) {
        // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a whole page load, so that nothing drawn for nobody stays
        window.location.assign('/');
        return;
      }
      setAttempt({ state: 'failed', message: REFUSED });
    } catch {
      setAttempt({ state: 'failed', message: UNREACHABLE });
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid w-80 gap-3.5" noValidate>
      <Field label="E-mail" isRequired>
        <Input name="email" type="email" autoComplete="username" inputMode="email" />
      </Field>
      <Field label="Password" isRequired error={attempt.state === 'failed' ? attempt.message : undefined}>
        <Input name="password" type="password" autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" size="lg" isWide isPending={attempt.state === 'pending'}>
        {attempt.state === 'pending' ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
