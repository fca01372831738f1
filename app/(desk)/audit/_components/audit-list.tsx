import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { AuditPage } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { Paging } from '../../_components/paging';
import { hrefWith } from '../../_components/query';
import { RowKeys } from '../../_components/row-keys';
import { RowLink } from '../../_components/row-link';
import { targetsWords } from '../entry-words';
import { Outcome } from './outcome';

interface AuditListProps {
  trail: Promise<AuditPage>;
  filter: AuditFilter;
  /** Today's date in UTC, by the server. */
  today: string;
}

/** One page of the trail; a row opens its entry beside the list. */
export async function AuditList({ trail, filter, today }: AuditListProps) {
  const { rows, next } = await trail;
  const { entry, before, ...filters } = filter;
  if (rows.length === 0) {
    return (
      <EmptyState title="No entry matches" action={<Link href="/audit" prefetch={false} className={buttonClass()}>Show all entries</Link>}>
        Take away a filter, or widen the dates. A case is found by its whole number.
      </EmptyState>
    );
  }
  return (
    <RowKeys>
      <Table caption="Entries, newest first">
        <thead>
          <tr>
            <Th>Time, UTC</Th>
            <Th>Person</Th>
            <Th>What happened</Th>
            <Th>To what</Th>
            <Th>Reason</Th>
            <Th>Outcome</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.seq} isCurrent={row.seq === entry} className="relative">
              <Td isMuted>
                {row.at.slice(0, 10) !== today && (
                  <>
                    <TimeText at={row.at} form="date" />,{' '}
                  </>
                )}
                <TimeText at={row.at} form="second" />
              </Td>
              <Td>{row.actor}</Td>
              <Td>
                <RowLink href={hrefWith('/audit', { ...filters, before, entry: row.seq })} isBeside>
                  {row.words}
                </RowLink>
              </Td>
              <Td isMuted>{targetsWords(row.targets)}</Td>
              <Td isMuted isWrapping className="max-w-[18rem]">
                {row.reason}
              </Td>
              <Td>
                <Outcome outcome={row.outcome} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <Paging newer={before ? hrefWith('/audit', filters) : undefined} older={next ? hrefWith('/audit', { ...filters, before: next }) : undefined} />
    </RowKeys>
  );
}
