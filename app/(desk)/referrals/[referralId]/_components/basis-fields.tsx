'use client';
import { Field, Input, Select } from '@/app/_ui/field';
import { PROCESS_TYPES, PROCESS_TYPE_IDS, processTypeOf } from '@/lib/referral/schema';
import { fromDay, fromMinute, toDay, toMinute } from '../draft';
import type { DraftFields } from './use-referral-draft';

/** What the authority demands it by. */
export function BasisFields({ draft: { value, change, errorOf } }: { draft: DraftFields }) {
  const { legalBasis } = value;
  const set = (part: Partial<typeof legalBasis>) => change({ legalBasis: { ...legalBasis, ...part } });
  const process = processTypeOf(legalBasis.processType);
  return (
    <div className="grid max-w-[64ch] gap-4">
      <Field
        label="Kind of process"
        error={errorOf('legalBasis/processType')}
        isRequired
        hint={process ? `${process.source}. ${process.reach === 'records' ? 'On its face it reaches records about an account, not what people wrote or sent.' : 'It can reach what people wrote and sent.'} ${process.answered ?? ''}` : 'Whether a paper is good is for the company’s lawyers.'}
      >
        <Select name="processType" value={legalBasis.processType ?? ''} onChange={(event) => set({ processType: PROCESS_TYPE_IDS.find((id) => id === event.target.value) ?? null })}>
          <option value="">Choose…</option>
          {PROCESS_TYPE_IDS.map((id) => (
            <option key={id} value={id}>
              {PROCESS_TYPES[id].words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="The authority’s reference" error={errorOf('legalBasis/reference')} isRequired>
        <Input name="reference" value={legalBasis.reference} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => set({ reference: event.target.value })} />
      </Field>
      <Field label="Who ordered it" hint="The court, prosecutor or officer, as the paper names them." error={errorOf('legalBasis/authority')} isRequired>
        <Input name="authority" value={legalBasis.authority} maxLength={200} autoComplete="off" onChange={(event) => set({ authority: event.target.value })} />
      </Field>
      <div className="grid gap-4 stack:grid-cols-2">
        <Field label="Issued on" error={errorOf('legalBasis/issuedAt')}>
          <Input type="date" name="issuedAt" value={toDay(legalBasis.issuedAt)} onChange={(event) => set({ issuedAt: fromDay(event.target.value) })} />
        </Field>
        <Field label="Due by (UTC)" isRequired={process?.isDated === true} error={errorOf('legalBasis/deadline')}>
          <Input type="datetime-local" name="deadline" value={toMinute(legalBasis.deadline)} onChange={(event) => set({ deadline: fromMinute(event.target.value) })} />
        </Field>
      </div>
    </div>
  );
}
