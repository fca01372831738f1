'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import { type AgencyRow, AGENCY_KEY_MAX } from '@/lib/referral/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { addKey } from '../actions';

interface AddKeyProps {
  agency: Pick<AgencyRow, 'id' | 'name' | 'phone'>;
  disabledReason: string | undefined;
}

/** Adds a public key that packages for the agency are sealed with, once a second person has checked it. */
export function AddKey({ agency: { id, name, phone }, disabledReason }: AddKeyProps) {
  const { notify } = useToast();
  const [publicKey, setPublicKey] = useState('');
  const { isOpen, open, isPending, error, errorOf, submit } = useDialogAct(
    () => addKey({ agencyId: id, publicKey }),
    () => {
      setPublicKey('');
      notify({ title: 'The key is added', description: `A colleague calls ${phone} and checks it. Until then nothing is sealed with it.` });
    },
  );

  return (
    <>
      <Button size="sm" aria-label={`Add a key of ${name}`} disabledReason={disabledReason} onClick={() => open(true)}>
        Add a key…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title={`Add a key of ${name}`}
        description="Packages are sealed with it, so that the agency alone can open them. You cannot check a key that you add; a colleague does."
        submitLabel="Add key"
        onSubmit={submit}
        isPending={isPending}
      >
        <Field label="Public key" hint="An armored OpenPGP public key, or an age recipient that begins with age1. Never a private key." error={errorOf('publicKey') ?? error} isRequired>
          <TextArea name="publicKey" rows={8} value={publicKey} maxLength={AGENCY_KEY_MAX} spellCheck={false} autoComplete="off" className="font-mono text-xs" onChange={(event) => setPublicKey(event.target.value)} />
        </Field>
      </FormDialog>
    </>
  );
}
