'use client';
import Link from 'next/link';
import { use, useEffect, useMemo } from 'react';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Th } from '@/app/_ui/table';
import type { AuditPage, TrailRow } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';
import { RowKeys } from '../../_components/row-keys';
import type { Mark } from '../_proof/use-proofs';
import { LIST } from '../_tail/in-the-way';
import { mergePage } from '../_tail/merge';
import { TrailPaging } from './trail-paging';
import { TrailLine } from './trail-line';

/** What the list shows: its rows, and from which index of the log on others may have come. */
export interface Shown {
  readonly rows: readonly TrailRow[];
  readonly since: number;
}

interface TrailListProps {
  trail: Promise<AuditPage>;
  /** What has come since. */
  fresh: readonly TrailRow[];
  filter: AuditFilter;
  /** The entry that is open. */
  entry: string | null;
  now: string;
  markOf: (row: TrailRow) => Mark;
  onShown: (shown: Shown) => void;
}

/** One page of the trail; a row opens its entry beside the list. */
export function TrailList({ trail, fresh, filter, entry, now, markOf, onShown }: TrailListProps) {
  const { rows, newer, older, opened, log } = use(trail);
  const all = useMemo(() => mergePage(fresh, rows, older !== null), [fresh, rows, older]);
  useEffect(() => {
    const isElsewhere = opened !== null && !all.some(({ id }) => id === opened.id);
    onShown({ rows: isElsewhere ? [opened, ...all] : all, since: log.size });
  }, [all, opened, log.size, onShown]);

  if (all.length === 0) {
    return (
      <EmptyState title="No entry matches" action={<Link href="/audit" prefetch={false} className={buttonClass()}>Show all entries</Link>}>
        Take away a filter, or widen the dates. Ids, names and numbers of cases are found whole; of reasons the whole words, or their beginnings with a star: quali*
      </EmptyState>
    );
  }
  return (
    <RowKeys>
      <div {...{ [LIST]: true }}>
        <Table caption="Entries, newest first">
          <thead>
            <tr>
              <Th>Time, UTC</Th>
              <Th>Person</Th>
              <Th>What happened</Th>
              <Th>To what</Th>
              <Th>Reason</Th>
              <Th>Outcome</Th>
              <Th>Proof</Th>
            </tr>
          </thead>
          <tbody>
            {all.map((row) => (
              <TrailLine
                key={row.id}
                row={row}
                mark={markOf(row)}
                href={hrefWith('/audit', { ...filter, entry: row.seq })}
                isCurrent={entry === row.seq || entry === row.id}
                today={now.slice(0, 10)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      <TrailPaging filter={filter} newer={newer} older={older} />
    </RowKeys>
  );
}
