'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import type { AgencyRow } from '@/lib/referral/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { add, edit } from '../actions';

interface AgencyFormProps {
  /** The entry to change; without one, a new one. */
  agency?: AgencyRow;
  disabledReason: string | undefined;
}

interface FieldWords {
  readonly name: 'name' | 'country' | 'unit' | 'contactName' | 'email' | 'phone';
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'email' | 'tel';
  readonly isOptional?: true;
}

const FIELDS: readonly FieldWords[] = [
  { name: 'name', label: 'Agency' },
  { name: 'country', label: 'Country', hint: 'Two letters, for example GB.' },
  { name: 'unit', label: 'Unit', isOptional: true },
  { name: 'contactName', label: 'Whom to ask for' },
  { name: 'email', label: 'E-mail', type: 'email' },
  { name: 'phone', label: 'Telephone', type: 'tel', hint: 'Keys are checked by it: take it from the authority’s own directory, never from the letter that a key came with.' },
];

const EMPTY = { name: '', country: '', unit: '', contactName: '', email: '', phone: '' };

/** An entry of the directory, to add or to put right. */
export function AgencyForm({ agency, disabledReason }: AgencyFormProps) {
  const { notify } = useToast();
  const [values, setValues] = useState(EMPTY);
  const { isOpen, open, isPending, errorOf, errorBut, submit } = useDialogAct<unknown>(
    () => (agency ? edit({ agencyId: agency.id, seenAt: agency.updatedAt, ...values }) : add(values)),
    () => notify(agency ? { title: 'The entry is changed', description: 'What was agreed to under the old one has to be agreed to anew.' } : { title: `${values.name} is in the directory`, description: 'Add its public key next, and have a colleague check it by telephone.' }),
  );

  function begin() {
    setValues(agency ? { ...agency, unit: agency.unit ?? '' } : EMPTY);
    open(true);
  }

  return (
    <>
      <Button size={agency ? 'sm' : 'md'} aria-label={agency && `Edit ${agency.name}`} disabledReason={disabledReason} onClick={begin}>
        {agency ? 'Edit…' : 'Add an agency…'}
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title={agency ? `Edit ${agency.name}` : 'Add an agency'}
        description={agency ? 'Referrals that were agreed to and not released go back to whoever prepares them.' : 'An authority that packages go to. It says nothing about any case.'}
        submitLabel={agency ? 'Save' : 'Add agency'}
        onSubmit={submit}
        isPending={isPending}
        error={errorBut(...FIELDS.map(({ name }) => name))}
      >
        {FIELDS.map(({ name, label, hint, type, isOptional }) => (
          <Field key={name} label={label} hint={hint ?? (isOptional && 'Where there is one.')} error={errorOf(name)} isRequired={!isOptional}>
            <Input name={name} type={type ?? 'text'} value={values[name]} autoComplete="off" maxLength={name === 'country' ? 2 : 320} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
          </Field>
        ))}
      </FormDialog>
    </>
  );
}
