'use client';
import { useEffect, useRef, useState } from 'react';
import type { Tail, TrailRow } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';
import { subscribeLive } from '../../_live/use-live';
import { ask } from '../../_session/ask';
import { isInTheWay } from './in-the-way';
import { merge } from './merge';

/** Between two looks at least; a busy desk says several times a second that the log has grown. */
const EVERY_MS = 2_000;
/** More than this is not kept: pressing then reads the page anew. */
const HELD_MOST = 200;

export interface Following {
  /** What has come since the page was read, and is shown. */
  readonly fresh: readonly TrailRow[];
  /** What has come and would move the rows under the pointer. */
  readonly held: readonly TrailRow[];
  /** There is more than can be held. */
  readonly isTooMuch: boolean;
  /** The desk did not answer the last time. */
  readonly isStale: boolean;
  /** Shows what is held. */
  show(): void;
}

interface TailOptions {
  readonly isOn: boolean;
  readonly filter: AuditFilter;
  /** Index of the log from which on others may have come since the page was read. */
  readonly since: number;
}

/** Follows the log while `isOn` and somebody looks: what comes goes on top, or is held while it would be in the way. */
export function useTail({ isOn, filter, since }: TailOptions): Following {
  const [fresh, setFresh] = useState<readonly TrailRow[]>([]);
  const [held, setHeld] = useState<readonly TrailRow[]>([]);
  const [isStale, setIsStale] = useState(false);
  const next = useRef(0);
  const { before: _before, after: _after, entry: _entry, live: _live, ...filters } = filter;
  const query = hrefWith('', filters).slice(1);

  useEffect(() => {
    next.current = Math.max(next.current, since);
  }, [since]);

  useEffect(() => {
    if (!isOn) return undefined;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastAt = -Infinity;
    let isMissed = false;

    async function look(): Promise<void> {
      const answer = await ask(`/api/audit/tail?${new URLSearchParams({ since: String(next.current) }).toString()}&${query}`, { signal: controller.signal });
      const tail = (await answer.json()) as Tail;
      if (controller.signal.aborted) return;
      next.current = tail.next;
      setIsStale(false);
      if (tail.rows.length > 0) {
        const put = (known: readonly TrailRow[]) => merge(tail.rows, known);
        if (isInTheWay()) setHeld((known) => (known.length > HELD_MOST ? known : put(known)));
        else setFresh(put);
      }
      if (tail.goesOn) soon();
    }

    function soon(): void {
      if (document.hidden) isMissed = true;
      else timer ??= setTimeout(begin, Math.max(0, lastAt + EVERY_MS - performance.now()));
    }

    function begin(): void {
      timer = undefined;
      isMissed = false;
      lastAt = performance.now();
      look().catch(() => {
        if (!controller.signal.aborted) setIsStale(true);
      });
    }

    const off = subscribeLive(({ topic }) => {
      if (topic === 'audit') soon();
    });
    const appear = () => {
      if (!document.hidden && isMissed) soon();
    };
    document.addEventListener('visibilitychange', appear);
    soon();
    return () => {
      controller.abort();
      off();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', appear);
    };
  }, [isOn, query]);

  const waiting = held.filter(({ id }) => !fresh.some((row) => row.id === id));
  return {
    fresh,
    held: waiting,
    isTooMuch: held.length > HELD_MOST,
    isStale,
    show: () => {
      setFresh((known) => merge(held, known));
      setHeld([]);
    },
  };
}
