'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, Input } from '@/app/_ui/field';
import { useToast } from '@/app/_ui/toast';
import type { HotlineMode, HotlineRow } from '@/lib/reporting';
import { turnHotline } from '../actions';
import { modeWords } from '../words';
import { useDialogAct } from '../../_components/use-dialog-act';

interface SwitchHotlineProps {
  hotline: HotlineRow;
  mode: HotlineMode;
  disabledReason: string | undefined;
}

function summaryOf(name: string, { isOn, isTest }: HotlineMode): string {
  if (isOn) return `Nothing more is sent to ${name} ${modeWords(isTest)}. Reports that wait go on waiting, visibly, and the clock since the platform came to know of them runs on.`;
  if (isTest) return `Test reports go to ${name} at this address from now on, those that wait first. They say that they are tests.`;
  return `From now on reports leave for ${name} for real: they reach the authority, people are investigated because of them, and none can be taken back once it is filed. Those that wait leave first.`;
}

/** Switches a hotline on or off. For real reports, its name is typed first. */
export function SwitchHotline({ hotline: { id, name }, mode, disabledReason }: SwitchHotlineProps) {
  const { isOn, isTest, onOff } = mode;
  const [confirmation, setConfirmation] = useState('');
  const { notify } = useToast();
  const { isOpen, open, isPending, errorOf, errorBut, submit } = useDialogAct(
    () => turnHotline({ hotline: id, isTest, isOn: !isOn, confirmation }),
    () => notify({ title: `${name} is switched ${isOn ? 'off' : 'on'} ${modeWords(isTest)}` }),
  );
  const isTyped = !isOn && !isTest;

  function begin() {
    setConfirmation('');
    open(true);
  }

  const field = isTyped ? (
    <Field label={`Type ${name} to confirm`} error={errorOf('confirmation')} isRequired>
      <Input name="confirmation" value={confirmation} autoComplete="off" onChange={(event) => setConfirmation(event.target.value)} />
    </Field>
  ) : undefined;
  return (
    <>
      <Button size="sm" aria-label={`Switch ${name} ${isOn ? 'off' : 'on'} ${modeWords(isTest)}`} disabledReason={disabledReason ?? (isOn ? undefined : (onOff ?? undefined))} onClick={begin}>
        Switch {isOn ? 'off' : 'on'}…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={open}
        title={`Switch ${name} ${isOn ? 'off' : 'on'} ${modeWords(isTest)}`}
        summary={summaryOf(name, mode)}
        confirmLabel={isOn ? 'Switch off' : isTest ? 'Switch on for tests' : 'Switch on for real reports'}
        onConfirm={submit}
        isPending={isPending}
        disabledReason={isTyped && confirmation.trim() !== name ? `Type ${name} first.` : undefined}
        error={errorBut('confirmation')}
      >
        {field}
      </ConfirmDialog>
    </>
  );
}
