'use client';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { LIMITS, type LimitName, PASS_REASON, passLimitInput } from '@/lib/wellness/schema';
import { attempt } from '../../_components/attempt';
import { goPast } from '../actions';

/** A limit that the desk says is reached. */
export interface ReachedLimit {
  readonly limit: LimitName;
  /** The desk's own words: what was reached, and that nothing is lost. */
  readonly words: string;
}

interface LimitDialogProps {
  /** Null while no limit is in the way. */
  reached: ReachedLimit | null;
  onClose: () => void;
  /** The limit is passed: do what was asked for again. */
  onPassed: () => void;
}

/** Says what was reached, and takes a reason for going on all the same. Closing it is the other answer, and is as good. */
export function LimitDialog({ reached, onClose, onPassed }: LimitDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const form = useId();

  const close = () => {
    setReason('');
    setError(undefined);
    onClose();
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending || !reached) return;
    const input = { limit: reached.limit, reason };
    const parsed = passLimitInput.safeParse(input);
    setError(parsed.error?.issues[0]?.message);
    if (!parsed.success) return;
    start(async () => {
      const result = await attempt(() => goPast(input));
      if (!result.ok) {
        setError(result.fields[0]?.message ?? result.message);
        return;
      }
      close();
      onPassed();
    });
  }

  return (
    <Dialog
      isOpen={reached !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={reached ? LIMITS[reached.limit].words : ''}
      description={reached?.words}
      footer={
        <>
          <Button onClick={close}>Stop here</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            Go on
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label="Why go on" hint="Supervisors read it; name no one from a case." error={error} isRequired>
          <TextArea name="reason" rows={2} value={reason} maxLength={PASS_REASON.most} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
