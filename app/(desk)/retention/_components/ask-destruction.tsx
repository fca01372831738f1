'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input, Select, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import { ASKED_KINDS, REFERENCE_MAX, RETENTION_REASON } from '@/lib/retention/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { askForDestruction } from '../actions';
import { type AgencyChoice, AgencySelect } from './agency-select';

interface AskDestructionProps {
  agencies: readonly AgencyChoice[];
  /** Of a case that is chosen already. */
  caseNumber?: string;
}

/** "1, 3" as numbers; what is no number stays wrong, and is said to be by the form. */
const numbersOf = (text: string) => text.split(/[\s,]+/).filter(Boolean).map(Number);

/** Asks for a destruction, which somebody else has to agree to. */
export function AskDestruction({ agencies, caseNumber = '' }: AskDestructionProps) {
  const blank = { caseNumber, kind: 'expiry' as keyof typeof ASKED_KINDS, items: '', agencyId: '', reference: '', reason: '' };
  const [form, setForm] = useState(blank);
  const { notify } = useToast();
  const isDemand = form.kind === 'agency_demand';
  const { isOpen, open, isPending, errorOf, errorBut, submit } = useDialogAct(
    () => askForDestruction({ ...form, items: numbersOf(form.items), agencyId: isDemand ? form.agencyId || null : null, reference: isDemand ? form.reference || null : null }),
    ({ number }) => notify({ title: `${number} waits for a second person`, description: 'Nothing is destroyed before they agree.' }),
  );
  const set = (field: keyof typeof blank) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value });
  const itemsError = errorOf('items') ?? errorOf('items/0');

  function begin() {
    setForm(blank);
    open(true);
  }

  return (
    <>
      <Button size="sm" aria-label={caseNumber ? `Ask for the destruction of ${caseNumber}` : undefined} onClick={begin}>
        {caseNumber ? 'Ask for the destruction…' : 'Ask for a destruction…'}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title="Ask for a destruction"
        description="Keys are destroyed for good: nobody opens what they sealed any more, here or in any copy. Somebody else has to agree. What was done, decided and reported, hashes and the trail stay."
        submitLabel="Ask for it"
        onSubmit={submit}
        isPending={isPending}
        error={errorBut('caseNumber', 'items', 'items/0', 'agencyId', 'reference', 'reason')}
      >
        <Field label="Case" hint="Its number, as C-2026-00042." error={errorOf('caseNumber')} isRequired>
          <Input value={form.caseNumber} onChange={set('caseNumber')} autoComplete="off" spellCheck={false} />
        </Field>
        <Field label="Items" hint="Numbers of its items, as 1, 3. Empty for the whole case, with its notes; that one has to be closed." error={itemsError}>
          <Input value={form.items} onChange={set('items')} autoComplete="off" inputMode="numeric" />
        </Field>
        <Field label="Why" hint={isDemand ? 'An agency of the United States reaches past the year of a report to NCMEC, for files alone. Nothing reaches past a hold.' : undefined} isRequired>
          <Select value={form.kind} onChange={set('kind')}>
            {Object.entries(ASKED_KINDS).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
        {isDemand && (
          <>
            <AgencySelect agencies={agencies} value={form.agencyId} onChange={set('agencyId')} isRequired error={errorOf('agencyId')} />
            <Field label="Reference" error={errorOf('reference')} isRequired>
              <Input value={form.reference} onChange={set('reference')} maxLength={REFERENCE_MAX} autoComplete="off" />
            </Field>
          </>
        )}
        <Field label="Reason" hint="It stays on the trail and in the certificate: name no one from the case." error={errorOf('reason')} isRequired>
          <TextArea value={form.reason} onChange={set('reason')} maxLength={RETENTION_REASON.most} rows={2} />
        </Field>
      </FormDialog>
    </>
  );
}
