'use client';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, Input } from '@/app/_ui/field';
import { Section } from '@/app/_ui/section';
import { useToast } from '@/app/_ui/toast';
import { PASSWORD_MIN } from '@/lib/access/schema';
import { useRefresh } from '../../_live/live-refresh';
import { Refusal, askJson } from '../../_session/ask';

/** Changes the password, given the one that stands. */
export function ChangePassword({ hasPassword }: { hasPassword: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isPending, start] = useTransition();
  const form = useId();
  const { notify } = useToast();
  const refresh = useRefresh();

  function show(next: boolean) {
    setIsOpen(next);
    setBefore('');
    setAfter('');
    setRefusal(undefined);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setRefusal(undefined);
    start(async () => {
      try {
        await askJson('/api/account/password', { before, after });
        show(false);
        notify({ title: 'Your password is changed', description: 'You are signed out everywhere but here.' });
        refresh();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        setRefusal(error);
      }
    });
  }

  return (
    <Section as="h2" title="Password">
      <p className="mb-3 max-w-[72ch] text-muted">
        {hasPassword ? 'Changing it signs you out everywhere else.' : 'You sign in through your company, so there is no password here.'}
      </p>
      {hasPassword && <Button onClick={() => show(true)}>Change the password…</Button>}
      <Dialog
        isOpen={isOpen}
        onOpenChange={show}
        title="Change your password"
        footer={
          <>
            <Button onClick={() => show(false)}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" isPending={isPending}>
              Change it
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} noValidate className="grid gap-3">
          <p role="alert" className="text-imminent empty:hidden">
            {refusal && refusal.fields.length === 0 ? refusal.message : null}
          </p>
          <Field label="Password now" error={refusal?.about('before')} isRequired>
            <Input type="password" autoComplete="current-password" value={before} onChange={(event) => setBefore(event.target.value)} />
          </Field>
          <Field label="New password" hint={`At least ${PASSWORD_MIN} characters; a few words in a row are easy to remember.`} error={refusal?.about('after')} isRequired>
            <Input type="password" autoComplete="new-password" value={after} onChange={(event) => setAfter(event.target.value)} />
          </Field>
        </form>
      </Dialog>
    </Section>
  );
}
