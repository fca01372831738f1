'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Field, Input, Select, TextArea } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { useToast } from '@/app/_ui/toast';
import { Wrong } from '@/app/_ui/wrong';
import type { CaseToRefer } from '@/lib/referral/schema';
import { HOLD_KINDS, REFERENCE_MAX, RETENTION_REASON } from '@/lib/retention/schema';
import type { ActionResult } from '@/lib/web/schema';
import { attempt } from '../../../_components/attempt';
import { preserve } from '../../actions';

interface PreservationFormProps {
  toRefer: CaseToRefer;
  /** The server's day, ISO. */
  today: string;
  disabledReason: string | undefined;
}

const KINDS = ['us_2703f', 'agency'] as const;
const REVIEW_AFTER_DAYS = 60;

const daysAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Has the case kept because an agency asked, before any process: nothing of it is handed over. */
export function PreservationForm({ toRefer, today, disabledReason }: PreservationFormProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('us_2703f');
  const [values, setValues] = useState({ agencyId: '', reference: '', reason: '', startsOn: today, endsOn: '', reviewOn: daysAfter(today, REVIEW_AFTER_DAYS) });
  const [refusal, setRefusal] = useState<Extract<ActionResult<unknown>, { ok: false }>>();
  const [isPending, setIsPending] = useState(false);
  const errorOf = (field: string) => refusal?.fields.find((each) => each.field === field)?.message;
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) => setValues((now) => ({ ...now, [name]: event.target.value }));
  const hasEnd = HOLD_KINDS[kind].ends === 'date';

  async function send(event: FormEvent) {
    event.preventDefault();
    if (isPending || disabledReason !== undefined) return;
    setIsPending(true);
    const { agencyId, endsOn, ...rest } = values;
    const result = await attempt(() => preserve({ ...rest, kind, caseNumber: toRefer.case.number, agencyId: agencyId || null, endsOn: hasEnd ? endsOn || null : null }));
    setIsPending(false);
    setRefusal(result.ok ? undefined : result);
    if (!result.ok) return;
    notify({ title: `Case ${toRefer.case.number} is kept`, description: 'Nothing of it is destroyed while the hold stands. You look after it.' });
    router.push(`/cases/${toRefer.case.id}`);
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate className="grid max-w-[64ch] gap-4">
      <OptionList legend="What was asked for" name="kind" value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: HOLD_KINDS[value].words, detail: HOLD_KINDS[value].hint }))} />
      <Field label="Agency" error={errorOf('agencyId')} isRequired>
        <Select name="agencyId" value={values.agencyId} onChange={set('agencyId')}>
          <option value="">Choose…</option>
          {toRefer.choices.agencies.map(({ id, name, country }) => (
            <option key={id} value={id}>
              {name} ({country})
            </option>
          ))}
        </Select>
      </Field>
      <Field label="The agency’s reference" error={errorOf('reference')} isRequired>
        <Input name="reference" value={values.reference} maxLength={REFERENCE_MAX} autoComplete="off" spellCheck={false} onChange={set('reference')} />
      </Field>
      <div className="grid gap-4 stack:grid-cols-2">
        <Field label="Asked for on" hint={hasEnd ? 'As the paper says.' : 'The 90 days count from it.'} error={errorOf('startsOn')} isRequired>
          <Input type="date" name="startsOn" value={values.startsOn} onChange={set('startsOn')} />
        </Field>
        {hasEnd && (
          <Field label="Kept until the end of" hint="As the paper says." error={errorOf('endsOn')} isRequired>
            <Input type="date" name="endsOn" value={values.endsOn} onChange={set('endsOn')} />
          </Field>
        )}
        <Field label="Look at it again on" hint="You are reminded then." error={errorOf('reviewOn')} isRequired>
          <Input type="date" name="reviewOn" value={values.reviewOn} onChange={set('reviewOn')} />
        </Field>
      </div>
      <Field label="Why" hint="Sealed with the case." error={errorOf('reason')} isRequired>
        <TextArea name="reason" rows={2} value={values.reason} maxLength={RETENTION_REASON.most} onChange={set('reason')} />
      </Field>
      <div className="grid justify-items-start gap-2">
        <Wrong>{refusal && refusal.fields.length === 0 ? refusal.message : undefined}</Wrong>
        <Button type="submit" variant="primary" isPending={isPending} disabledReason={disabledReason}>
          Keep the case
        </Button>
      </div>
    </form>
  );
}
