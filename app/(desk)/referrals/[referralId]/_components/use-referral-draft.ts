'use client';
import { useRef, useState } from 'react';
import type { MissingField, ReferralView } from '@/lib/referral/schema';
import { type Keeping, useKept } from '../../../_components/use-kept';
import { save } from '../../actions';
import { type Draft, draftOf } from '../draft';

/** What the fields of a step read and write. */
export type DraftFields = Pick<DraftKeeping, 'value' | 'change' | 'errorOf'>;

export interface DraftKeeping extends Keeping<Draft> {
  /** What still has to be said before anybody can be asked, as of the last time it was kept. */
  readonly missing: readonly MissingField[];
  /** What was wrong with a field when it was last to be kept. */
  readonly errorOf: (field: string) => string | undefined;
}

/** A draft as it is filled in, kept as it is typed. */
export function useReferralDraft(view: ReferralView): DraftKeeping {
  const seenAt = useRef(view.updatedAt);
  const [missing, setMissing] = useState(view.missing);
  const keeping = useKept(
    () => draftOf(view),
    async (draft) => {
      const result = await save({ referralId: view.id, seenAt: seenAt.current, ...draft });
      if (result.ok) {
        seenAt.current = result.value.updatedAt;
        setMissing(result.value.missing);
      }
      return result;
    },
    'yes',
  );
  return { ...keeping, missing, errorOf: (field) => keeping.refusal?.fields.find((each) => each.field === field)?.message };
}
