'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { issue } from '../actions';
import { SecretDialog } from './secret-dialog';

/** Makes a key and shows its secret once. */
export function IssueKey() {
  const router = useRouter();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [issued, setIssued] = useState<{ name: string; secret: string }>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    start(async () => {
      const result = await issue({ name }).catch(() => null);
      if (!result?.ok) {
        setError(result ? (result.code === 'invalid' ? (result.fields[0]?.message ?? result.message) : result.message) : 'The desk did not answer. No key was shown; look at the list before trying again.');
        return;
      }
      setIssued({ name: name.trim(), secret: result.value.secret });
      setName('');
      setError(undefined);
      router.refresh();
    });
  }

  return (
    <>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-2 border-b border-line px-4.5 py-3.5" aria-label="Create a key">
        <Field label="Name of a new key" error={error} className="w-full max-w-96">
          <Input placeholder="Example Messenger, production" name="name" value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
        </Field>
        <span className="stack:mt-5.5">
          <Button type="submit" isPending={isPending}>
            Create key
          </Button>
        </span>
      </form>
      <SecretDialog issued={issued} onClose={() => setIssued(undefined)} />
    </>
  );
}
