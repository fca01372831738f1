'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { ModePill } from '@/app/_ui/mode-pill';
import { useToast } from '@/app/_ui/toast';
import type { Channel } from '@/lib/hotlines/schema';
import type { HotlineMode, HotlineRow } from '@/lib/reporting';
import { PARALLEL } from '@/lib/reporting/schema';
import { saveHotline } from '../actions';
import { modeWords } from '../words';
import { useDialogAct } from '../../_components/use-dialog-act';

interface HotlineSettingsProps {
  hotline: HotlineRow;
  mode: HotlineMode;
  disabledReason: string | undefined;
}

const CREDENTIAL_FIELDS: Readonly<Record<Channel, readonly { readonly name: string; readonly label: string; readonly kind: 'text' | 'password' | 'long' }[]>> = {
  api: [{ name: 'username', label: 'User name', kind: 'text' }, { name: 'password', label: 'Password', kind: 'password' }],
  webhook: [{ name: 'secret', label: 'Signing secret (whsec_…)', kind: 'password' }],
  email: [{ name: 'publicKey', label: 'The authority’s OpenPGP public key', kind: 'long' }],
  portal: [],
};
const ADDRESS_HINTS: Partial<Record<Channel, string>> = {
  api: 'Left empty, it is what the environment says (NCMEC_BASE_URL).',
  webhook: 'Of your own gateway, beginning with https://.',
  email: 'The mailbox that takes sealed reports.',
};

/** Address, credentials and how many at once. What was entered as credentials is never shown again. */
export function HotlineSettings({ hotline: { id, name, channel }, mode, disabledReason }: HotlineSettingsProps) {
  const { isTest, credentials, isOn } = mode;
  const { notify } = useToast();
  const [address, setAddress] = useState('');
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [parallel, setParallel] = useState('');
  const given = Object.values(secrets).some((value) => value !== '') ? secrets : undefined;
  const { isOpen, open, isPending, error, errorOf, submit } = useDialogAct(
    () => saveHotline({ hotline: id, isTest, address, parallel: Number(parallel), ...(given && { credentials: given }) }),
    () => {
      setSecrets({});
      notify({ title: `Saved ${modeWords(isTest)}`, description: 'It holds from the next report on. Have it checked.' });
    },
  );

  function begin() {
    setAddress(mode.address ?? '');
    setParallel(String(mode.parallel));
    open(true);
  }

  function change(isNext: boolean) {
    if (!isNext) setSecrets({});
    open(isNext);
  }

  const kept = credentials === 'own' ? 'Set already; left empty, they stay as they are.' : credentials === 'environment' ? 'The environment’s are used; entered here, these win.' : 'None yet.';
  return (
    <>
      <Button size="sm" aria-label={`Settings of ${name} ${modeWords(isTest)}`} disabledReason={disabledReason} onClick={begin}>
        Settings…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={change}
        title={`${name} ${modeWords(isTest)}`}
        description={!isTest && isOn ? 'Another address, or other credentials, switch real reports off until they were checked and switched on again. Supervisors are told.' : 'Tests and real reports share nothing here.'}
        submitLabel={`Save ${modeWords(isTest)}`}
        onSubmit={submit}
        isPending={isPending}
        error={error}
        foot={<ModePill isTest={isTest} />}
      >
        <Field label="Address" hint={ADDRESS_HINTS[channel]} error={errorOf('address')}>
          <Input name="address" value={address} autoComplete="off" spellCheck={false} onChange={(event) => setAddress(event.target.value)} />
        </Field>
        <fieldset className="grid gap-3">
          <legend className="mb-1 text-sm font-medium text-muted">Credentials</legend>
          <p className="text-sm text-faint">{kept} They are sealed, and nobody can read them here again.</p>
          {CREDENTIAL_FIELDS[channel].map(({ name: field, label, kind }) => {
            const wiring = { name: field, value: secrets[field] ?? '', spellCheck: false, onChange: (event: { target: { value: string } }) => setSecrets({ ...secrets, [field]: event.target.value }) };
            return (
              <Field key={field} label={label} error={errorOf(`credentials/${field}`)}>
                {kind === 'long' ? <TextArea rows={5} autoComplete="off" {...wiring} /> : <Input type={kind} autoComplete={kind === 'password' ? 'new-password' : 'off'} {...wiring} />}
              </Field>
            );
          })}
          <p aria-live="polite" className="text-sm text-imminent empty:hidden">{errorOf('credentials')}</p>
        </fieldset>
        <Field label="Reports at once" hint={`${PARALLEL.least} to ${PARALLEL.most}, over all workers; ${PARALLEL.ordinary} ordinarily.`} error={errorOf('parallel')} className="max-w-60">
          <Input inputMode="numeric" name="parallel" value={parallel} autoComplete="off" onChange={(event) => setParallel(event.target.value)} />
        </Field>
      </FormDialog>
    </>
  );
}
