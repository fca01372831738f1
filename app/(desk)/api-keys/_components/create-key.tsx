'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { ChipGroup } from '@/app/_ui/chip-group';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { ORDINARY_KEY, PLATFORM_MAX, RATE_MAX, SCOPES, SCOPE_NAMES } from '@/lib/access/schema';
import { create } from '../actions';
import { type Days, Lifetime } from './lifetime';
import { SecretDialog } from './secret-dialog';
import { useNewSecret } from './use-new-secret';

const SCOPE_OPTIONS = SCOPE_NAMES.map((value) => ({ value, label: SCOPES[value], detail: value }));
const SIGNED = [{ value: 'signed', label: 'Each request has to be signed', detail: 'With a second key, over time, path and body: a secret that leaks is not enough, and nothing can be sent twice.' }];

/** Makes a key and shows its secret once. */
export function CreateKey() {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState([...ORDINARY_KEY.scopes]);
  const [days, setDays] = useState<Days>(ORDINARY_KEY.days);
  const [rate, setRate] = useState(String(ORDINARY_KEY.ratePerMinute));
  const [needsSignature, setNeedsSignature] = useState<boolean>(ORDINARY_KEY.needsSignature);
  const [platform, setPlatform] = useState('');
  const mayErase = scopes.includes('erasure.request');
  const { isOpen, open, isPending, shown, close, errorOf, errorBut, submit } = useNewSecret(() => create({ name, scopes, days, ratePerMinute: Number(rate), needsSignature, ...(mayErase && { platform }) }));

  function begin() {
    setName('');
    open(true);
  }

  return (
    <>
      <Button variant="primary" size="sm" onClick={begin}>
        Create a key…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title="Create a key"
        description="For one system of one platform, so that each can be ended by itself."
        submitLabel="Create key"
        onSubmit={submit}
        isPending={isPending}
        error={errorBut('name', 'scopes', 'platform', 'ratePerMinute')}
      >
        <Field label="Name" error={errorOf('name')} isRequired>
          <Input placeholder="Example Messenger, production" name="name" value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
        </Field>
        <div className="grid gap-1">
          <ChipGroup legend="It may" name="scopes" options={SCOPE_OPTIONS} value={scopes} onChange={setScopes} />
          <p aria-live="polite" className="text-sm text-imminent">{errorOf('scopes')}</p>
        </div>
        {mayErase ? (
          <Field label="Erasures of the platform" hint="It can ask about accounts of this one alone. Written as its items name it." error={errorOf('platform')} isRequired>
            <Input placeholder="Example Messenger" name="platform" value={platform} onChange={(event) => setPlatform(event.target.value)} maxLength={PLATFORM_MAX} autoComplete="off" />
          </Field>
        ) : null}
        <Lifetime days={days} onChange={setDays} />
        <Field label="Requests a minute" hint={`At most ${RATE_MAX}; beyond it requests are told to wait.`} error={errorOf('ratePerMinute')} className="max-w-60">
          <Input inputMode="numeric" name="ratePerMinute" value={rate} onChange={(event) => setRate(event.target.value)} autoComplete="off" />
        </Field>
        <ChipGroup legend="Signature" name="signature" options={SIGNED} value={needsSignature ? ['signed'] : []} onChange={(value) => setNeedsSignature(value.length > 0)} />
      </FormDialog>
      <SecretDialog title={`Key for ${name.trim()}`} shown={shown} onClose={close} />
    </>
  );
}
