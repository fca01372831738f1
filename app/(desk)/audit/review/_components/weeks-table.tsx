import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { EmptyState } from '@/app/_ui/empty-state';
import { AREAS, type Area, type Review, type WeekRow } from '@/lib/audit';
import { hrefWith } from '../../../_components/query';
import { RowKeys } from '../../../_components/row-keys';
import { RowLink } from '../../../_components/row-link';
import { weekWords } from '../../_review/week-words';

const COLUMNS = Object.entries(AREAS) as [Area, string][];

/** The weeks of the last quarter with their figures; a row opens what is worth a look in it. */
export async function WeeksTable({ review }: { review: Promise<Review> }) {
  const { weeks, shown } = await review;
  if (weeks.length === 0) return <EmptyState title="The trail is empty">Weeks are listed here from the first entry on.</EmptyState>;
  return (
    <RowKeys>
      <Table caption="Weeks of the trail, newest first">
        <thead>
          <tr>
            <Th>Week, UTC</Th>
            <Th>Signed off</Th>
            <Th className="text-right">Entries</Th>
            {COLUMNS.map(([area, words]) => (
              <Th key={area} className="text-right">
                {words}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((row) => (
            <Tr key={row.week} isCurrent={row.week === shown?.week} className="relative">
              <Td>
                <RowLink href={hrefWith('/audit/review', { week: row.week })} isBeside>
                  {weekWords(row.week)}
                </RowLink>
              </Td>
              <Td>
                <State row={row} />
              </Td>
              <Td className="text-right tabular-nums">{row.entries.toLocaleString('en')}</Td>
              {COLUMNS.map(([area]) => (
                <Td key={area} isMuted className="text-right tabular-nums">
                  {(row.counts[area] ?? 0).toLocaleString('en')}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </RowKeys>
  );
}

function State({ row: { signedOff, isOver, isOverdue } }: { row: WeekRow }) {
  if (signedOff) return <span className="text-ok">By {signedOff.by}</span>;
  if (!isOver) return <span className="text-faint">Still runs</span>;
  return isOverdue ? <span className="text-high">Overdue</span> : <span className="text-muted">Not yet</span>;
}
