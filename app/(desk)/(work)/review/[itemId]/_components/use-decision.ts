'use client';
import type { DraftBody, ReviewItem } from '@/lib/review/schema';
import { type Keeping, useKept } from '../../../../_components/use-kept';
import { saveDraft } from '../actions';

export interface Decision extends Omit<Keeping<DraftBody>, 'value' | 'refusal'> {
  readonly draft: DraftBody;
}

function empty(item: ReviewItem): DraftBody {
  return { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], note: '', files: item.files.map(({ id }) => ({ mediaId: id, industryClass: null, annotations: [] })) };
}

/** The decision being made, kept as it is made. */
export function useDecision(item: ReviewItem): Decision {
  const { value: draft, ...keeping } = useKept(() => item.draft ?? empty(item), (body) => saveDraft({ itemId: item.id, body }), item.draft ? 'yes' : undefined);
  return { draft, ...keeping };
}
