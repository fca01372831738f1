'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input, Select, TextArea } from '@/app/_ui/field';
import { FormDialog } from '@/app/_ui/form-dialog';
import { useToast } from '@/app/_ui/toast';
import { HOLD_KINDS, HOLD_KIND_NAMES, type HoldKindId, REFERENCE_MAX, RETENTION_REASON, REVIEW_DAYS_MAX } from '@/lib/retention/schema';
import { useDialogAct } from '../../_components/use-dialog-act';
import { keepCase } from '../actions';
import { AgencySelect, type AgencyChoice } from './agency-select';

interface PlaceHoldProps {
  agencies: readonly AgencyChoice[];
  /** The day by the desk’s clock, in UTC. */
  today: string;
}

/** Has a case kept: the short form of a preservation request, and of every other reason. */
export function PlaceHold({ agencies, today }: PlaceHoldProps) {
  const blank = { caseNumber: '', kind: 'us_2703f' as HoldKindId, agencyId: '', reference: '', reason: '', startsOn: today, endsOn: '', reviewOn: '' };
  const [form, setForm] = useState(blank);
  const { notify } = useToast();
  const kind = HOLD_KINDS[form.kind];
  const hasEnd = kind.ends === 'date';
  const { isOpen, open, isPending, errorOf, errorBut, submit } = useDialogAct(
    () => keepCase({ ...form, agencyId: form.agencyId || null, endsOn: hasEnd && form.endsOn ? form.endsOn : null }),
    () => notify({ title: `${form.caseNumber.toUpperCase()} is kept`, description: 'Nothing of it is destroyed while the hold stands. You look after it.' }),
  );
  const set = (field: keyof typeof blank) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value });

  function begin() {
    setForm(blank);
    open(true);
  }

  return (
    <>
      <Button size="sm" onClick={begin}>
        Keep a case…
      </Button>
      <FormDialog
        isOpen={isOpen}
        onOpenChange={open}
        title="Keep a case"
        description="From now on nothing of the case is destroyed, whatever else is over. You look after the hold, until somebody takes it over."
        submitLabel="Keep the case"
        onSubmit={submit}
        isPending={isPending}
        error={errorBut(...Object.keys(blank))}
      >
        <Field label="Case" hint="Its number, as C-2026-00042." error={errorOf('caseNumber')} isRequired>
          <Input value={form.caseNumber} onChange={set('caseNumber')} autoComplete="off" spellCheck={false} />
        </Field>
        <Field label="Why" hint={kind.hint} error={errorOf('kind')} isRequired>
          <Select value={form.kind} onChange={set('kind')}>
            {HOLD_KIND_NAMES.map((id) => (
              <option key={id} value={id}>
                {HOLD_KINDS[id].words}
              </option>
            ))}
          </Select>
        </Field>
        <AgencySelect agencies={agencies} value={form.agencyId} onChange={set('agencyId')} isRequired={kind.needsAgency} error={errorOf('agencyId')} />
        <Field label="Reference" hint="The agency’s, or our own." error={errorOf('reference')} isRequired>
          <Input value={form.reference} onChange={set('reference')} maxLength={REFERENCE_MAX} autoComplete="off" />
        </Field>
        <Field label="Reason" hint="It is sealed with the case." error={errorOf('reason')} isRequired>
          <TextArea value={form.reason} onChange={set('reason')} maxLength={RETENTION_REASON.most} rows={2} />
        </Field>
        <div className="flex flex-wrap gap-4">
          <Field label="Asked for on" error={errorOf('startsOn')} className="min-w-40 flex-1" isRequired>
            <Input type="date" value={form.startsOn} onChange={set('startsOn')} />
          </Field>
          {hasEnd && (
            <Field label="Kept until the end of" error={errorOf('endsOn')} className="min-w-40 flex-1" isRequired>
              <Input type="date" value={form.endsOn} onChange={set('endsOn')} />
            </Field>
          )}
          <Field label="Look at it again on" hint={`Within ${REVIEW_DAYS_MAX} days.`} error={errorOf('reviewOn')} className="min-w-40 flex-1" isRequired>
            <Input type="date" value={form.reviewOn} onChange={set('reviewOn')} />
          </Field>
        </div>
      </FormDialog>
    </>
  );
}
