import Link from 'next/link';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { REFERRAL_PROFILES, type ReferralRow } from '@/lib/referral/schema';
import { nextStepWords } from '../referral-words';
import { ReferralState } from './referral-state';
import { TimeLimit } from './time-limit';

interface ReferralsTableProps {
  rows: readonly ReferralRow[];
  /** The server's time, from which deadlines count. */
  now: string;
  /** Whether the viewer prepares and releases referrals. */
  mayWork: boolean;
}

/** Referrals with what has to be done about each, and by when. */
export function ReferralsTable({ rows, now, mayWork }: ReferralsTableProps) {
  return (
    <Table caption="Referrals">
      <thead>
        <tr>
          <Th>Referral</Th>
          <Th>Case</Th>
          <Th>Agency</Th>
          <Th>State</Th>
          <Th>Time</Th>
          <Th>Changed</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id} className="align-top">
            <Td>
              <Link href={`/referrals/${row.id}`} prefetch={false} data-row-link className="font-medium hover:underline">
                {row.number}
              </Link>
              <span className="block text-sm text-muted">{REFERRAL_PROFILES[row.profile].words}</span>
              {row.kind === 'emergency' && <span className="block text-sm text-imminent">Emergency</span>}
            </Td>
            <Td>
              <Link href={`/cases/${row.caseId}`} prefetch={false} className="hover:underline">
                {row.caseNumber}
              </Link>
            </Td>
            <Td isWrapping className="min-w-36">{row.agency ?? <span className="text-faint">Not chosen yet</span>}</Td>
            <Td>
              <div className="grid max-w-[46ch] min-w-[24ch] gap-0.5 whitespace-normal">
                <ReferralState state={row.state} />
                <span className="text-sm text-muted">{nextStepWords(row, mayWork)}</span>
              </div>
            </Td>
            <Td>
              <TimeLimit referral={row} now={now} />
            </Td>
            <Td isMuted>
              <TimeText at={row.updatedAt} />
              <span className="block text-sm">asked for by {row.requestedBy}</span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
