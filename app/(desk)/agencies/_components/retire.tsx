'use client';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { useToast } from '@/app/_ui/toast';
import { type AgencyKeyRow, type AgencyRow, KEY_KINDS } from '@/lib/referral/schema';
import type { ActionResult } from '@/lib/web/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { retire, retireKey } from '../actions';

interface AskProps {
  /** The button's name where the row does not say what is meant. */
  label: string;
  title: string;
  summary: ReactNode;
  confirmLabel: string;
  done: string;
  act: () => Promise<ActionResult<unknown>>;
  disabledReason: string | undefined;
}

function AskToRetire({ label, title, summary, confirmLabel, done, act, disabledReason }: AskProps) {
  const { notify } = useToast();
  const { isOpen, open, isPending, error, submit } = useDialogAct(act, () => notify({ title: done }));
  return (
    <>
      <Button size="sm" variant="quiet" aria-label={label} disabledReason={disabledReason} onClick={() => open(true)}>
        Retire…
      </Button>
      <ConfirmDialog isOpen={isOpen} onOpenChange={open} title={title} summary={summary} confirmLabel={confirmLabel} onConfirm={submit} isPending={isPending} error={error} />
    </>
  );
}

/** Takes an agency out of the directory, with its keys. */
export function RetireAgency({ agency: { id, name }, disabledReason }: { agency: AgencyRow; disabledReason: string | undefined }) {
  return (
    <AskToRetire
      label={`Retire ${name}`}
      title={`Retire ${name}`}
      summary="Nothing goes to it any more, and its keys are retired with it. What was agreed to for it and not released goes back to whoever prepares it. What was released stays as it is. It cannot be taken back; the agency can be added anew."
      confirmLabel="Retire agency"
      done={`${name} is retired`}
      act={() => retire({ agencyId: id })}
      disabledReason={disabledReason}
    />
  );
}

interface RetireKeyProps {
  agency: AgencyRow;
  agencyKey: AgencyKeyRow;
  disabledReason: string | undefined;
}

/** Takes one key out of use. */
export function RetireKey({ agency: { name }, agencyKey: { id, kind, addedAt }, disabledReason }: RetireKeyProps) {
  const what = `the ${KEY_KINDS[kind].words} key of ${name}`;
  return (
    <AskToRetire
      label={`Retire ${what}, added ${addedAt.slice(0, 10)}`}
      title={`Retire ${what}`}
      summary="Nothing is sealed with it any more, and what was agreed to under it goes back to whoever prepares it. Packages that were released stay as they are. It cannot be taken back; the same key can be added anew and checked again."
      confirmLabel="Retire key"
      done="The key is retired"
      act={() => retireKey({ keyId: id })}
      disabledReason={disabledReason}
    />
  );
}
