'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { ReferralView } from '@/lib/referral/schema';
import { useAct } from '../../../_components/use-act';
import { useRefresh } from '../../../_live/live-refresh';
import { acknowledge } from '../../actions';

/** Keeps the agency's own number for what it received, with which the referral is done. */
export function Acknowledge({ view: { id: referralId, agency, off } }: { view: ReferralView }) {
  const { notify } = useToast();
  const refresh = useRefresh();
  const { isPending, wrong, act } = useAct();
  const [reference, setReference] = useState('');

  function send(event: FormEvent) {
    event.preventDefault();
    act(
      () => acknowledge({ referralId, reference }),
      () => {
        notify({ title: 'Acknowledged', description: `${agency?.name ?? 'The agency'} has it under ${reference.trim()}.` });
        refresh();
      },
    );
  }

  return (
    <form onSubmit={send} noValidate className="grid gap-2">
      <Field label="The agency’s reference for what it received" hint="With it the referral is done." error={wrong} isRequired>
        <Input name="acknowledgement" value={reference} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => setReference(event.target.value)} />
      </Field>
      <Button type="submit" isWide isPending={isPending} disabledReason={off.acknowledge ?? undefined}>
        Enter acknowledgement
      </Button>
      {off.acknowledge !== null && <p className="text-sm text-faint">{off.acknowledge}</p>}
    </form>
  );
}
