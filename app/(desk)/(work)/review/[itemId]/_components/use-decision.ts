'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftBody, ReviewItem } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { saveDraft } from '../actions';

const KEEP_AFTER_MS = 800;

/** Whether the desk has what is on the screen; undefined before there is anything to keep, and on the way. */
export type Kept = 'yes' | 'no' | undefined;

export interface Decision {
  readonly draft: DraftBody;
  readonly kept: Kept;
  readonly change: (part: Partial<DraftBody>) => void;
  /** Keeps at once what is not kept yet. */
  readonly keep: () => Promise<void>;
  /** Forgets to keep what was changed last. */
  readonly stopKeeping: () => void;
}

function empty(item: ReviewItem): DraftBody {
  return { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], note: '', files: item.files.map(({ id }) => ({ mediaId: id, industryClass: null, annotations: [] })) };
}

/** The decision being made, kept on the server a moment after each change and on leaving, so that nothing is lost with the tab. */
export function useDecision(item: ReviewItem): Decision {
  const [draft, setDraft] = useState<DraftBody>(() => item.draft ?? empty(item));
  const [kept, setKept] = useState<Kept>(item.draft ? 'yes' : undefined);
  const latest = useRef(draft);
  const isChanged = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(async () => {
    clearTimeout(timer.current);
    if (!isChanged.current) return;
    isChanged.current = false;
    const save = () => saveDraft({ itemId: item.id, body: latest.current });
    let result = await attempt(save);
    // The desk was locked in the meantime, and is open again now.
    if (!result.ok && result.code === 'unauthenticated') result = await attempt(save);
    // Without an answer it is tried again with the next change, on release and on leaving.
    if (!result.ok && result.code === 'unavailable') isChanged.current = true;
    setKept(result.ok ? 'yes' : 'no');
  }, [item.id]);

  const change = useCallback(
    (part: Partial<DraftBody>) => {
      latest.current = { ...latest.current, ...part };
      setDraft(latest.current);
      setKept(undefined);
      isChanged.current = true;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(), KEEP_AFTER_MS);
    },
    [keep],
  );

  const stopKeeping = useCallback(() => {
    clearTimeout(timer.current);
    isChanged.current = false;
  }, []);

  useEffect(() => () => void keep(), [keep]);
  return { draft, kept, change, keep, stopKeeping };
}
