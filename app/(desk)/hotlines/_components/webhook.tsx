'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ChipGroup } from '@/app/_ui/chip-group';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import type { PlatformWebhookRow, SavedWebhook } from '@/lib/reporting';
import { rotateWebhook, saveWebhook } from '../actions';
import { useDialogAct } from '../../_components/use-dialog-act';
import { WebhookSecret } from './webhook-secret';

const TOLD = [{ value: 'on', label: 'It is told of filed reports' }];

/** Sets where a platform is told, and gives it another secret; a secret is shown the one time that it is made. */
export function Webhook({ row: { platform, address: stored, isOn: wasOn }, disabledReason }: { row: PlatformWebhookRow; disabledReason: string | undefined }) {
  const [address, setAddress] = useState('');
  const [isOn, setIsOn] = useState(true);
  const [secret, setSecret] = useState<string | null>(null);
  const { notify } = useToast();
  const show = (saved: SavedWebhook) => setSecret(saved.secret);
  const saving = useDialogAct(() => saveWebhook({ platform, address, isOn }), (saved) => {
    show(saved);
    // With its first address the secret is shown, which says that it is saved.
    if (saved.secret === null) notify({ title: `Saved for ${platform}`, description: isOn ? 'The next notice goes to this address.' : 'It is not told of filed reports from now on.' });
  });
  const rotating = useDialogAct(() => rotateWebhook({ platform }), show);

  function begin() {
    setAddress(stored ?? '');
    setIsOn(stored === null || wasOn);
    saving.open(true);
  }

  return (
    <>
      <span className="grid justify-items-start gap-1.5">
        <Button size="sm" aria-label={`Where ${platform} is told`} disabledReason={disabledReason} onClick={begin}>
          {stored === null ? 'Set an address…' : 'Change…'}
        </Button>
        {stored !== null && (
          <Button size="sm" aria-label={`New secret for ${platform}`} disabledReason={disabledReason} onClick={() => rotating.open(true)}>
            New secret…
          </Button>
        )}
      </span>
      <FormDialog
        isOpen={saving.isOpen}
        onOpenChange={saving.open}
        title={`Where ${platform} is told`}
        description="A signed request as standardwebhooks.com has it. The platform answers with any 2xx once it has it."
        submitLabel="Save"
        onSubmit={saving.submit}
        isPending={saving.isPending}
        error={saving.errorBut('address')}
      >
        <Field label="Address" hint={stored === null ? 'With its first address the platform gets a secret, which is shown once.' : undefined} error={saving.errorOf('address')} isRequired>
          <Input name="address" value={address} autoComplete="off" spellCheck={false} onChange={(event) => setAddress(event.target.value)} />
        </Field>
        <ChipGroup legend="State" name="told" options={TOLD} value={isOn ? ['on'] : []} onChange={(value) => setIsOn(value.length > 0)} />
      </FormDialog>
      <ConfirmDialog
        isOpen={rotating.isOpen}
        onOpenChange={rotating.open}
        title={`New secret for ${platform}`}
        summary="Notices are signed with the new secret from the next one on, and the old one is gone. Until the platform has it, it may refuse them; the desk tries again for a while."
        confirmLabel="Make a new secret"
        onConfirm={rotating.submit}
        isPending={rotating.isPending}
        error={rotating.error}
      />
      <WebhookSecret platform={platform} secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
