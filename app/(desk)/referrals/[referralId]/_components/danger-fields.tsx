'use client';
import { Field, Input, TextArea } from '@/app/_ui/field';
import { DANGER_LENGTH } from '@/lib/referral/schema';
import type { DraftFields } from './use-referral-draft';

/** What stands in an emergency for legal process: who is in danger, who asked, and their number for it. */
export function DangerFields({ draft: { value, change, errorOf } }: { draft: DraftFields }) {
  const { legalBasis, danger } = value;
  const set = (part: Partial<typeof legalBasis>) => change({ legalBasis: { ...legalBasis, ...part } });
  return (
    <div className="grid max-w-[64ch] gap-4">
      <Field label="Who is in danger of what, and how that is known" hint="Sealed with the case. The second person reads it, and so does the agency." error={errorOf('danger')} isRequired>
        <TextArea name="danger" rows={3} value={danger} maxLength={DANGER_LENGTH.most} onChange={(event) => change({ danger: event.target.value })} />
      </Field>
      <div className="grid gap-4 stack:grid-cols-2">
        <Field label="Who asked for it" hint="Officer or unit, where somebody did." error={errorOf('legalBasis/authority')}>
          <Input name="authority" value={legalBasis.authority} maxLength={200} autoComplete="off" onChange={(event) => set({ authority: event.target.value })} />
        </Field>
        <Field label="Their reference" hint="Where there is one already." error={errorOf('legalBasis/reference')}>
          <Input name="reference" value={legalBasis.reference} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => set({ reference: event.target.value })} />
        </Field>
      </div>
    </div>
  );
}
