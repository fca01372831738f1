import Link from 'next/link';
import { Pill } from '@/app/_ui/pill';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import type { RetentionPage } from '@/lib/retention';
import { HoldActs } from './hold-acts';

/** The holds that stand, those first that somebody has to look at, each with its owner. */
export function HoldsTable({ holds }: { holds: RetentionPage['holds'] }) {
  if (holds.length === 0) return <p className="max-w-[72ch] text-muted">Nobody has a case kept. Whoever is asked to, or has a reason, keeps one here: nothing of it is destroyed then, by any way.</p>;
  return (
    <Table caption="Holds that stand">
      <thead>
        <tr>
          <Th>Case</Th>
          <Th>Why</Th>
          <Th>Since</Th>
          <Th>Until</Th>
          <Th>Owner</Th>
          <Th>Review</Th>
          <Th>Act</Th>
        </tr>
      </thead>
      <tbody>
        {holds.map((hold) => (
          <Tr key={hold.id}>
            <Td>
              <Link href={`/cases/${hold.caseId}`} prefetch={false} className="text-accent underline underline-offset-2">
                {hold.caseNumber}
              </Link>
            </Td>
            <Td isWrapping className="min-w-64">
              {hold.kindWords}
              <span className="block text-muted">{[hold.agency, hold.reference].filter(Boolean).join(', ')}</span>
              <span className="block text-muted">{hold.reason ?? 'Its reason was changed in the database and is not shown.'}</span>
              {hold.renewalReason && <span className="block text-muted">Made longer: {hold.renewalReason}</span>}
            </Td>
            <Td isMuted>
              <TimeText at={hold.startsAt} form="date" />
            </Td>
            <Td isMuted>{hold.endsAt ? <TimeText at={hold.endsAt} form="date" /> : 'until it is lifted'}</Td>
            <Td>{hold.isOwn ? `${hold.owner}, you` : hold.owner}</Td>
            <Td>
              <TimeText at={hold.reviewAt} form="date" /> {hold.isDue && <Pill tone="high">Due</Pill>}
            </Td>
            <Td>
              <HoldActs hold={hold} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
