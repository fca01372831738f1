import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { Severity } from '@/app/_ui/severity';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseFilter, CaseRow } from '@/lib/cases/schema';
import { hrefWith } from '../../_components/query';
import { RowKeys } from '../../_components/row-keys';
import { RowLink } from '../../_components/row-link';

/** The cases of a filter, newest first. */
export async function CasesList({ cases, filter }: { cases: Promise<readonly CaseRow[]>; filter: CaseFilter }) {
  const rows = await cases;
  if (rows.length === 0) return <NoCases filter={filter} />;
  return (
    <RowKeys>
      <Table caption="Cases">
        <thead>
          <tr>
            <Th>Number</Th>
            <Th>Severity</Th>
            <Th>Account</Th>
            <Th>Platform</Th>
            <Th>Items</Th>
            <Th>Filed reports</Th>
            {filter.status === 'all' && <Th>Status</Th>}
            <Th>Opened</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id} className="relative">
              <Td>
                <RowLink href={`/cases/${row.id}`}>{row.number}</RowLink>
              </Td>
              <Td>
                <Severity level={row.severity} />
              </Td>
              <Td>{row.subject}</Td>
              <Td isMuted>{row.platform}</Td>
              <Td isMuted>
                {row.items}
                {row.undecided > 0 && <span className="text-text"> ({row.undecided} undecided)</span>}
              </Td>
              <Td isMuted>{row.reports === 0 ? 'None' : row.reports}</Td>
              {filter.status === 'all' && <Td isMuted>{row.status === 'open' ? 'Open' : 'Closed'}</Td>}
              <Td isMuted>
                <TimeText at={row.openedAt} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </RowKeys>
  );
}

function NoCases({ filter: { status, text } }: { filter: CaseFilter }) {
  if (text !== '') {
    return (
      <EmptyState
        title={`No ${status === 'all' ? '' : `${status} `}case matches`}
        action={
          <Link href={status === 'all' ? '/cases' : hrefWith('/cases', { status: 'all', text })} prefetch={false} className={buttonClass()}>
            {status === 'all' ? 'Show open cases' : 'Search in all cases'}
          </Link>
        }
      >
        Search takes part of a case number, such as 00042, or of the platform’s id of the account.
      </EmptyState>
    );
  }
  return status === 'closed' ? (
    <EmptyState title="No case is closed">A case can be closed once everything in it is decided and every report has its receipt.</EmptyState>
  ) : (
    <EmptyState title="No case is open">A case opens by itself with the first item about an account. New ones appear here.</EmptyState>
  );
}
