'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentType } from '@/lib/hotlines/schema';
import type { DraftBody, Outcome, ReviewItem } from '@/lib/review/schema';
import { saveDraft } from '../actions';

const KEEP_AFTER_MS = 800;

/** The incident type that an outcome means to the hotline; null where nothing is reportable. */
export function incidentTypeFor(outcome: Outcome): IncidentType | null {
  if (outcome === 'apparent_csam') return 'Child Pornography (possession, manufacture, and distribution)';
  return outcome === 'enticement' ? 'Online Enticement of Children for Sexual Acts' : null;
}

function empty(item: ReviewItem): DraftBody {
  return { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], note: '', files: item.files.map(({ id }) => ({ mediaId: id, industryClass: null, annotations: [] })) };
}

/** The decision being made, kept on the server a moment after each change, so that nothing is lost with the tab. */
export function useDecision(item: ReviewItem) {
  const [draft, setDraft] = useState<DraftBody>(() => item.draft ?? empty(item));
  const [isKept, setIsKept] = useState(item.draft !== null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const change = useCallback(
    (part: Partial<DraftBody>) => {
      setIsKept(false);
      setDraft((before) => {
        const after = { ...before, ...part };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void saveDraft({ itemId: item.id, body: after }).then((result) => setIsKept(result.ok)), KEEP_AFTER_MS);
        return after;
      });
    },
    [item.id],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { draft, change, isKept };
}
