'use client';
import { type ReactNode, useRef, useState } from 'react';
import { LIMITS, type LimitName } from '@/lib/wellness/schema';
import { LimitDialog, type ReachedLimit } from './limit-dialog';

/** An answer of the desk that may be a limit: of an action, or of a route. */
interface Answer {
  readonly ok?: boolean;
  readonly code?: string | undefined;
  readonly message?: string;
  readonly fields?: readonly { readonly field: string }[];
}

const isLimit = (name: string | undefined): name is LimitName => name !== undefined && Object.hasOwn(LIMITS, name);

/** The limit that an answer says is reached, or null when it says something else. */
export function limitIn({ ok, code, message = '', fields }: Answer): ReachedLimit | null {
  const limit = fields?.[0]?.field;
  return !ok && code === 'limit_reached' && isLimit(limit) ? { limit, words: message } : null;
}

/**
 * Puts the dialog before what a limit holds back. `meets` says whether an answer is one, and then asks for a reason;
 * once it is given, `again` does what was asked for.
 */
export function useLimits(): { readonly meets: (answer: Answer, again: () => void) => boolean; readonly dialog: ReactNode } {
  const [reached, setReached] = useState<ReachedLimit | null>(null);
  const goOn = useRef<() => void>(() => undefined);
  return {
    meets: (answer, again) => {
      const limit = limitIn(answer);
      if (!limit) return false;
      goOn.current = again;
      setReached(limit);
      return true;
    },
    dialog: <LimitDialog reached={reached} onClose={() => setReached(null)} onPassed={() => goOn.current()} />,
  };
}
