import Link from 'next/link';
import type { ReactNode } from 'react';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { RetentionPage } from '@/lib/retention';

type Row = RetentionPage['kept'][number];

interface KeptTableProps {
  caption: string;
  rows: readonly Row[];
  /** What is said of an empty table. */
  none: string;
  /** What can be done with a row, at its end. */
  act?: (row: Row) => ReactNode;
}

/** Cases with what keeps each and until when. */
export function KeptTable({ caption, rows, none, act }: KeptTableProps) {
  if (rows.length === 0) return <p className="max-w-[72ch] text-muted">{none}</p>;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Case</Th>
          <Th>Until</Th>
          <Th>Kept by</Th>
          {act && <Th>Act</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.caseId}>
            <Td>
              <Link href={`/cases/${row.caseId}`} prefetch={false} className="text-accent underline underline-offset-2">
                {row.number}
              </Link>
            </Td>
            <Td isMuted>{row.until ? <TimeText at={row.until} form="date" /> : row.keepers.length > 0 ? 'no date' : 'over'}</Td>
            <Td isWrapping className="min-w-64">
              {row.keepers.length === 0 ? <span className="text-muted">Nothing</span> : row.keepers.map(({ words }) => <span key={words} className="block">{words}</span>)}
            </Td>
            {act && <Td>{act(row)}</Td>}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
