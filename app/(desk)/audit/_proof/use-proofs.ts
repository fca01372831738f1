'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TrailRow } from '@/lib/audit';
import type { Proofs } from '@/lib/audit/schema';
import { ask } from '../../_session/ask';
import { useLive } from '../../_live/use-live';
import { type Verdict, groundOf, verdictOf } from './verdict';

/** As a row's mark has it: nothing yet, or what was found out. */
export type Mark = Verdict | { readonly state: 'checking' };

const CHECKING: Mark = { state: 'checking' };
const AT_ONCE = 60;
/** How soon what waits is looked at again, where no announcement tells that the log has grown. */
const LOOK_AGAIN_MS = 1_500;

async function check(rows: readonly TrailRow[], signal: AbortSignal): Promise<[string, Verdict][]> {
  const query = new URLSearchParams(rows.map(({ id }) => ['event', id]));
  const answer = await ask(`/api/audit/proofs?${query.toString()}`, { signal });
  const proofs = (await answer.json()) as Proofs;
  const ground = await groundOf(proofs);
  const standings = new Map(proofs.events.map((standing) => [standing.id, standing]));
  return Promise.all(rows.map(async (row): Promise<[string, Verdict]> => [row.id, await verdictOf(row, standings.get(row.id), ground)]));
}

const isSettled = (mark: Mark | undefined) => mark?.state === 'proven' || mark?.state === 'mismatch';

/** Checks every row that is shown, once; rows that wait for their place are looked at again as the log grows. */
export function useProofs(rows: readonly TrailRow[]): (row: TrailRow) => Mark {
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map());
  const [turn, setTurn] = useState(0);
  const known = useRef(marks);
  useEffect(() => {
    known.current = marks;
  });
  const lookAgain = useCallback(() => setTurn((count) => count + 1), []);
  const isWaiting = rows.some(({ id }) => marks.get(id)?.state === 'waiting');

  useEffect(() => {
    const open = rows.filter(({ id }) => !isSettled(known.current.get(id))).slice(0, AT_ONCE);
    if (open.length === 0) return undefined;
    const controller = new AbortController();
    const put = (found: readonly (readonly [string, Mark])[]) => {
      if (!controller.signal.aborted) setMarks((before) => new Map([...before, ...found]));
    };
    // Browsers offer their cryptography to secure addresses alone.
    if (!('subtle' in crypto)) put(open.map(({ id }) => [id, { state: 'unchecked', words: 'This browser checks nothing on an address without https.' }]));
    else {
      check(open, controller.signal).then(put, (error: unknown) => {
        const words = error instanceof Error ? error.message : 'The desk did not answer.';
        put(open.map(({ id }) => [id, { state: 'unchecked', words }]));
      });
    }
    return () => controller.abort();
  }, [rows, turn]);

  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(lookAgain, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, lookAgain]);
  useLive(['audit'], () => {
    if (isWaiting) lookAgain();
  });

  return useCallback((row) => marks.get(row.id) ?? CHECKING, [marks]);
}
