'use client';
import { startRegistration } from '@simplewebauthn/browser';
import { type FormEvent, useId, useState } from 'react';
import { ceremony } from '@/app/(auth)/_components/passkey';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, Input } from '@/app/_ui/field';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../_components/attempt';
import { addPasskey, beginAddingPasskey } from '../actions';
import { useAct } from './use-act';

/** Has the browser make a passkey under that name, and keeps it. */
async function make(name: string): Promise<ActionResult<void>> {
  // Each step asks for itself: only the first may have to wait for a second factor.
  const begun = await attempt(() => beginAddingPasskey({}));
  if (!begun.ok) return begun;
  const made = await ceremony(() => startRegistration({ optionsJSON: begun.value }));
  if (!made.ok) return { ok: false, code: 'conflict', message: made.message || 'No passkey was made.', fields: [], requestId: '' };
  return addPasskey({ name, response: { ...made.value, clientExtensionResults: {} } });
}

/** Adds a passkey: its name first, then the browser's own questions. */
export function AddPasskey() {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const form = useId();
  const { error, setError, isPending, run } = useAct();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setError('A name, so that you can tell it apart.');
      return;
    }
    run(() => make(name), 'The passkey is added', () => {
      setIsOpen(false);
      setName('');
    });
  }

  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Add a passkey…</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Add a passkey"
        description="It is kept by this device or a security key, and opened with its PIN, fingerprint or face. Your browser asks for that next."
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" isPending={isPending}>
              Make the passkey
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} noValidate>
          <Field label="Name" hint="What you call it, for example “Key on my ring”." error={error} isRequired>
            <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoComplete="off" />
          </Field>
        </form>
      </Dialog>
    </>
  );
}
