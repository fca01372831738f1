import Link from 'next/link';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { RetentionPage } from '@/lib/retention';
import { ASKED_KINDS, DESTRUCTION_STATES } from '@/lib/retention/schema';
import { DestructionActs } from './destruction-acts';

type Row = RetentionPage['destructions'][number];

/** Whether a backup from before could still be opened, in words. */
function Backups({ row }: { row: Row }) {
  if (!row.destroyedAt) return null;
  if (!row.beyondRestoreAt) return <span className="block text-high">A backup from before can still be opened, until the old keys are retired.</span>;
  return (
    <span className="block text-muted">
      Beyond every backup since <TimeText at={row.beyondRestoreAt} form="date" />
    </span>
  );
}

/** Of one that nobody agreed to: what the desk does by itself needs nobody. */
function nobodyWords({ kind, state }: Row): string {
  if (!Object.hasOwn(ASKED_KINDS, kind)) return 'Nobody had to';
  return state === 'awaiting_approval' ? 'Nobody yet' : 'Nobody';
}

/** Destructions with their two people, newest first. */
export function DestructionsTable({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return <p className="max-w-[72ch] text-muted">Nothing was destroyed yet, and nobody asked for it.</p>;
  return (
    <Table caption="Destructions and their people">
      <thead>
        <tr>
          <Th>Number</Th>
          <Th>Case</Th>
          <Th>Why</Th>
          <Th>Asked by</Th>
          <Th>Agreed by</Th>
          <Th>Where it stands</Th>
          <Th>Act</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="font-medium">{row.number}</Td>
            <Td>
              <Link href={`/cases/${row.caseId}`} prefetch={false} className="text-accent underline underline-offset-2">
                {row.caseNumber}
              </Link>
              <span className="block text-muted">{row.isWholeCase ? 'all of it' : `${row.items} item${row.items === 1 ? '' : 's'}`}</span>
            </Td>
            <Td isWrapping className="min-w-56">
              {row.kindWords}
              {row.agency && <span className="block text-muted">{[row.agency, row.reference].filter(Boolean).join(', ')}</span>}
              <span className="block text-muted">{row.reason}</span>
            </Td>
            <Td>
              {row.requestedBy}
              <span className="block text-muted">
                <TimeText at={row.requestedAt} form="date" />
              </span>
            </Td>
            <Td>{row.approvedBy ?? nobodyWords(row)}</Td>
            <Td isWrapping className="min-w-48">
              {DESTRUCTION_STATES[row.state]}
              {row.outcome !== null && <span className="block text-muted">{row.outcome}</span>}
              <Backups row={row} />
            </Td>
            <Td>
              {row.destroyedAt ? (
                <a href={`/api/retention/${row.id}/certificate`} download className="text-accent underline underline-offset-2">
                  Certificate<span className="sr-only"> of {row.number}</span>
                </a>
              ) : (
                row.state !== 'withdrawn' && <DestructionActs row={row} />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
