'use client';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import { SETTLE_MS, subscribeLive } from './use-live';
import type { LiveTopic } from './use-live';

const RefreshContext = createContext<() => void>(() => undefined);

/** Shows what one's own act changed, at once. Usable inside a LiveRefresh. */
export function useRefresh(): () => void {
  return useContext(RefreshContext);
}

interface LiveRefreshProps {
  topics: readonly LiveTopic[];
  /** What this page shows; announcements about anything else pass by. Without it everything of the topics counts. */
  ids?: readonly string[];
  /** At least this long between two refreshes that others caused. */
  everyMs?: number;
  children: ReactNode;
}

/**
 * Renders the page anew when what it shows has changed elsewhere. Each rendering of these pages is a reading on
 * record, so it happens seldom, never for other pages' changes, and never in a tab that nobody looks at.
 */
export function LiveRefresh({ topics, ids, everyMs = 2000, children }: LiveRefreshProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastAt = useRef(-Infinity);
  const isStale = useRef(false);
  const shown = useRef({ topics, ids });
  useEffect(() => {
    shown.current = { topics, ids };
  });

  const refresh = useMemo(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      isStale.current = false;
      lastAt.current = performance.now();
      router.refresh();
    },
    [router],
  );

  useEffect(() => {
    const look = () => {
      timer.current = undefined;
      if (document.hidden) isStale.current = true;
      else refresh();
    };
    const lookSoon = () => {
      timer.current ??= setTimeout(look, Math.max(SETTLE_MS, lastAt.current + everyMs - performance.now()));
    };
    const off = subscribeLive(({ topic, id, isAfterLock }) => {
      if (isAfterLock) return;
      const { topics: wanted, ids: known } = shown.current;
      if (wanted.includes(topic) && (id === '' || (known?.includes(id) ?? true))) lookSoon();
    });
    const appear = () => {
      if (!document.hidden && isStale.current) lookSoon();
    };
    document.addEventListener('visibilitychange', appear);
    return () => {
      off();
      clearTimeout(timer.current);
      timer.current = undefined;
      document.removeEventListener('visibilitychange', appear);
    };
  }, [everyMs, refresh]);

  return <RefreshContext value={refresh}>{children}</RefreshContext>;
}
