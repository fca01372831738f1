import { EmptyState } from '@/app/_ui/empty-state';
import type { CaseTab } from '@/lib/cases/schema';
import { ReportsTable } from '../../../reports/_components/reports-table';
import type { WholeCase } from '../read-case';
import { CaseAccess } from './case-access';
import { CaseAccounts } from './case-accounts';
import { CaseItems } from './case-items';
import { CaseReferrals } from './case-referrals';
import { CaseTimeline } from './case-timeline';

interface CaseTabBodyProps {
  tab: CaseTab;
  whole: WholeCase;
  canReview: boolean;
  seesPreserved: boolean;
  retryOff: string | undefined;
  /** Why the viewer keeps nobody away, or undefined. */
  wallOff: string | undefined;
  /** Whether the viewer prepares and releases referrals. */
  mayRefer: boolean;
}

/** What the chosen tab shows. */
export function CaseTabBody({ tab, whole: { view, reports, referrals, walls, now }, canReview, seesPreserved, retryOff, wallOff, mayRefer }: CaseTabBodyProps) {
  switch (tab) {
    case 'timeline':
      return <CaseTimeline events={view.timeline} caseNumber={view.number} />;
    case 'items':
      return <CaseItems items={view.items} canReview={canReview} seesPreserved={seesPreserved} />;
    case 'accounts':
      return <CaseAccounts accounts={view.accounts} />;
    case 'access':
      return <CaseAccess caseId={view.id} caseNumber={view.number} walls={walls} disabledReason={wallOff} />;
    case 'referrals':
      return <CaseReferrals referrals={referrals} now={now} mayRefer={mayRefer} />;
    case 'reports':
      return reports.length === 0 ? (
        <EmptyState title="Nothing is reported yet">A report is made from the review of an item, with “Report” beside the decision.</EmptyState>
      ) : (
        <ReportsTable reports={reports} now={now} isOfOneCase retryOff={retryOff} />
      );
  }
}
