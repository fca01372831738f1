'use client';
import { useSearchParams } from 'next/navigation';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { Bar } from '@/app/_ui/bar';
import type { AuditPage, TrailRow } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { SkeletonTable } from '../../_components/skeleton-table';
import { Pane, TwoPane } from '../../_shell/panes';
import { useProofs } from '../_proof/use-proofs';
import { useTail } from '../_tail/use-tail';
import { EntryPane } from './entry-pane';
import { StateRow } from './state-row';
import { type Shown, TrailList } from './trail-list';

interface AuditDeskProps {
  /** The page's head and its filters. */
  bar: ReactNode;
  trail: Promise<AuditPage>;
  filter: AuditFilter;
  /** The server's time, ISO. */
  now: string;
  /** Why the viewer cannot open cases, or undefined. */
  caseOff: string | undefined;
}

const NOTHING: readonly TrailRow[] = [];

/**
 * The list, and the entry that is open beside it. Opening one is no new reading of the trail: everything about the rows
 * is here already, and the list stays as it is under the pointer.
 */
export function AuditDesk({ bar, trail, filter, now, caseOff }: AuditDeskProps) {
  const entry = useSearchParams().get('entry');
  const [shown, setShown] = useState<Shown>();
  const markOf = useProofs(shown?.rows ?? NOTHING);
  const isLive = filter.live !== undefined && filter.before === undefined && filter.after === undefined;
  const tail = useTail({ isOn: isLive && shown !== undefined, filter, since: shown?.since ?? 0 });
  const show = useCallback((next: Shown) => setShown(next), []);
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Audit trail"
          bar={
            <>
              {bar}
              <StateRow trail={trail} filter={filter} now={now} tail={tail} />
            </>
          }
        >
          <Suspense fallback={<SkeletonTable label="Loading the entries" rows={14} />}>
            <TrailList trail={trail} fresh={tail.fresh} filter={filter} entry={entry} now={now} markOf={markOf} onShown={show} />
          </Suspense>
        </Pane>
      }
      panel={
        entry !== null && (
          <Suspense fallback={<Pane kind="panel" label="Entry" bar={<Bar>Entry</Bar>}>{null}</Pane>}>
            <EntryPane trail={trail} fresh={tail.fresh} filter={filter} entry={entry} markOf={markOf} caseOff={caseOff} />
          </Suspense>
        )
      }
    />
  );
}
