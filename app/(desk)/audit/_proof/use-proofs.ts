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

async function check(rows: readonly TrailRow[], signal: AbortSignal): Promise<[TrailRow, Verdict][]> {
  const query = new URLSearchParams(rows.map(({ id }) => ['event', id]));
  const answer = await ask(`/api/audit/proofs?${query.toString()}`, { signal });
  const proofs = (await answer.json()) as Proofs;
  const ground = await groundOf(proofs);
  const standings = new Map(proofs.events.map((standing) => [standing.id, standing]));
  return Promise.all(rows.map(async (row): Promise<[TrailRow, Verdict]> => [row, await verdictOf(row, standings.get(row.id), ground)]));
}

/** One request after the other: a list that was followed for long is longer than a page. */
async function checkAll(rows: readonly TrailRow[], put: (found: [TrailRow, Verdict][]) => void, signal: AbortSignal): Promise<void> {
  for (let at = 0; at < rows.length && !signal.aborted; at += AT_ONCE) put(await check(rows.slice(at, at + AT_ONCE), signal));
}

const isSettled = (mark: Mark | undefined) => mark?.state === 'proven' || mark?.state === 'mismatch';

/**
 * Checks every row that is shown, once; rows that wait for their place are looked at again as the log grows. What was
 * found out holds for the row as it was read: read again, the same entry may say something else.
 */
export function useProofs(rows: readonly TrailRow[]): (row: TrailRow) => Mark {
  const [marks, setMarks] = useState<ReadonlyMap<TrailRow, Mark>>(new Map());
  const [turn, setTurn] = useState(0);
  const known = useRef(marks);
  useEffect(() => {
    known.current = marks;
  });
  const lookAgain = useCallback(() => setTurn((count) => count + 1), []);
  const isWaiting = rows.some((row) => marks.get(row)?.state === 'waiting');
  const isOpen = rows.some((row) => !isSettled(marks.get(row)));

  useEffect(() => {
    const open = rows.filter((row) => !isSettled(known.current.get(row)));
    if (open.length === 0) return undefined;
    const controller = new AbortController();
    const put = (found: readonly (readonly [TrailRow, Mark])[]) => {
      if (!controller.signal.aborted) setMarks((before) => new Map([...[...before].filter(([row]) => rows.includes(row)), ...found]));
    };
    // Browsers offer their cryptography to secure addresses alone.
    if (!('subtle' in crypto)) put(open.map((row) => [row, { state: 'unchecked', words: 'This browser checks nothing on an address without https.' }]));
    else {
      checkAll(open, put, controller.signal).catch((error: unknown) => {
        const words = error instanceof Error ? error.message : 'The desk did not answer.';
        put(open.filter((row) => !isSettled(known.current.get(row))).map((row) => [row, { state: 'unchecked', words }]));
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
    if (isOpen) lookAgain();
  });

  return useCallback((row) => marks.get(row) ?? CHECKING, [marks]);
}
