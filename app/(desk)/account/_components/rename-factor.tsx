'use client';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, Input } from '@/app/_ui/field';
import type { OwnFactor } from '@/lib/access/schema';
import { rename } from '../actions';
import { useAct } from './use-act';

/** Calls a second factor something else. */
export function RenameFactor({ factor }: { factor: OwnFactor }) {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState(factor.name);
  const form = useId();
  const { error, isPending, run } = useAct();

  function submit(event: FormEvent) {
    event.preventDefault();
    run(() => rename({ factorId: factor.id, name }), 'Renamed', () => setIsOpen(false));
  }

  return (
    <>
      <Button
        size="sm"
        aria-label={`Rename ${factor.name}`}
        onClick={() => {
          setName(factor.name);
          setIsOpen(true);
        }}
      >
        Rename…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Rename ${factor.name}`}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" isPending={isPending}>
              Rename
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} noValidate>
          <Field label="Name" error={error} isRequired>
            <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoComplete="off" />
          </Field>
        </form>
      </Dialog>
    </>
  );
}
