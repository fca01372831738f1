'use client';
import { type FormEvent, useId, useState } from 'react';
import { SharedSecret } from '@/app/(auth)/_components/shared-secret';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, Input } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import { attempt } from '../../_components/attempt';
import { addApp, beginAddingApp } from '../actions';
import { useAct } from './use-act';

/** Adds an authenticator app: the secret once, then a code that shows that it arrived. */
export function AddApp() {
  const [shared, setShared] = useState<{ secret: string; uri: string }>();
  const [code, setCode] = useState('');
  const [isBeginning, setIsBeginning] = useState(false);
  const form = useId();
  const { notify } = useToast();
  const { error, setError, isPending, run } = useAct();

  async function begin() {
    setIsBeginning(true);
    const begun = await attempt(() => beginAddingApp({}));
    setIsBeginning(false);
    if (begun.ok) setShared(begun.value);
    else notify({ title: 'Nothing was added', description: begun.message });
  }

  function close() {
    setShared(undefined);
    setCode('');
    setError(undefined);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() === '') setError('The six digits that the app shows.');
    else run(() => addApp({ code }), 'The authenticator app is added', close);
  }

  return (
    <>
      <Button isPending={isBeginning} onClick={() => void begin()}>
        Add an authenticator app…
      </Button>
      <Dialog
        isOpen={shared !== undefined}
        onOpenChange={(isOpen) => !isOpen && close()}
        title="Add an authenticator app"
        description="Scan this with the app, or type the key into it. Then enter the six digits that it shows."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" isPending={isPending}>
              Add the app
            </Button>
          </>
        }
      >
        {shared && (
          <div className="grid gap-4">
            <SharedSecret {...shared} />
            <form id={form} onSubmit={submit} noValidate>
              <Field label="Code" hint="Six digits; they change every 30 seconds." error={error} isRequired>
                <Input name="code" autoComplete="one-time-code" inputMode="numeric" maxLength={16} className="font-mono tracking-wider" value={code} onChange={(event) => setCode(event.target.value)} />
              </Field>
            </form>
          </div>
        )}
      </Dialog>
    </>
  );
}
