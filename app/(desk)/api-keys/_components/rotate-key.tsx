'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { ORDINARY_KEY, ORDINARY_OVERLAP_HOURS, OVERLAP_HOURS_MAX } from '@/lib/access/schema';
import { rotate } from '../actions';
import { type Days, Lifetime } from './lifetime';
import { SecretDialog } from './secret-dialog';
import { useNewSecret } from './use-new-secret';

/** Gives a key a new secret, shown once, and lets the old one go on for a while. */
export function RotateKey({ id, name }: { id: string; name: string }) {
  const [days, setDays] = useState<Days>(ORDINARY_KEY.days);
  const [overlap, setOverlap] = useState(String(ORDINARY_OVERLAP_HOURS));
  const { isOpen, open, isPending, shown, close, errorOf, errorBut, submit } = useNewSecret(() => rotate({ id, days, overlapHours: Number(overlap) }));

  return (
    <>
      <Button size="sm" aria-label={`Rotate the key ${name}`} onClick={() => open(true)}>
        Rotate…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title={`Rotate “${name}”`}
        description="The key gets a new secret. The one it has stays good for the hours below, so that the platform can change over without a gap."
        submitLabel="Make a new secret"
        onSubmit={submit}
        isPending={isPending}
        error={errorBut('overlapHours')}
      >
        <Lifetime days={days} onChange={setDays} />
        <Field label="Hours until the old secret ends" hint={`0 to ${OVERLAP_HOURS_MAX}; 0 ends it now, for one that may have leaked.`} error={errorOf('overlapHours')} className="max-w-96">
          <Input inputMode="numeric" name="overlapHours" value={overlap} onChange={(event) => setOverlap(event.target.value)} autoComplete="off" />
        </Field>
      </FormDialog>
      <SecretDialog title={`New secret for ${name}`} shown={shown} onClose={close} />
    </>
  );
}
