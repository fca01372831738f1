import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import type { ReferralFilter, ReferralList, ReferralStep } from '@/lib/referral/schema';
import { RowKeys } from '../../_components/row-keys';
import { ReferralsTable } from './referrals-table';

const EMPTY: Record<ReferralStep, string> = {
  draft: 'Nobody is preparing a referral. One is begun from its case, with “Refer to an agency”.',
  to_approve: 'No referral waits for a second person.',
  to_release: 'No referral waits to be released, and no package is being made.',
  to_take: 'No package waits to be taken along.',
  over: 'No referral was acknowledged, expired or withdrawn yet.',
};

interface ReferralsListProps {
  list: ReferralList;
  filter: ReferralFilter;
  now: string;
  mayWork: boolean;
}

/** The referrals of a filter, the newest change first. */
export function ReferralsList({ list: { rows, total }, filter: { step, text }, now, mayWork }: ReferralsListProps) {
  if (rows.length === 0) {
    const isNarrowed = step !== undefined || text !== '';
    return (
      <EmptyState
        title="No referrals here"
        action={
          <Link href={isNarrowed ? '/referrals' : '/cases'} prefetch={false} className={buttonClass()}>
            {isNarrowed ? 'Show all referrals' : 'Go to the cases'}
          </Link>
        }
      >
        {text !== '' ? 'Search takes part of a referral’s or a case’s number, or of the agency’s name.' : step ? EMPTY[step] : EMPTY.draft}
      </EmptyState>
    );
  }
  return (
    <>
      <RowKeys>
        <ReferralsTable rows={rows} now={now} mayWork={mayWork} />
      </RowKeys>
      {total > rows.length && <p className="px-4.5 py-3 text-sm text-muted">The newest {rows.length} of {total}. A search finds the others.</p>}
    </>
  );
}
