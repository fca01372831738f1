import { EmptyState } from '@/app/_ui/empty-state';
import type { ReferralRow } from '@/lib/referral/schema';
import { RowKeys } from '../../../_components/row-keys';
import { ReferralsTable } from '../../../referrals/_components/referrals-table';

interface CaseReferralsProps {
  /** Null for those who read none. */
  referrals: readonly ReferralRow[] | null;
  now: string;
  mayRefer: boolean;
}

/** What of the case went, or is to go, to an agency. */
export function CaseReferrals({ referrals, now, mayRefer }: CaseReferralsProps) {
  if (referrals === null) return <EmptyState title="Referrals are for liaisons and supervisors">What of this case goes to an agency is prepared and agreed to by them.</EmptyState>;
  if (referrals.length === 0) return <EmptyState title="Nothing was referred yet">{mayRefer ? 'A referral is begun with “Refer to an agency”, above.' : 'A liaison begins a referral from this page.'}</EmptyState>;
  return (
    <RowKeys>
      <ReferralsTable rows={referrals} now={now} mayWork={mayRefer} />
    </RowKeys>
  );
}
