import type { Metadata } from 'next';
import Link from 'next/link';
import { Bar } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { Pill } from '@/app/_ui/pill';
import { Severity } from '@/app/_ui/severity';
import { TestPill } from '@/app/_ui/test-pill';
import { config, systemClock } from '@/lib/kernel';
import { outlookOf, plansOf, reportsOfItem, sentBackOf } from '@/lib/reporting';
import { openItem } from '@/lib/review';
import { itemInput } from '@/lib/review/schema';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../../../_live/live-refresh';
import { Workbench } from './_components/workbench';

export const metadata: Metadata = { title: 'Review' };

const readItem = read({ permission: 'item.review', input: itemInput, run: openItem });
const readOutlook = read({ permission: 'item.review', input: itemInput, run: outlookOf });
const readPlans = read({ permission: 'item.review', input: itemInput, run: plansOf });
const readReports = read({ permission: 'report.read', input: itemInput, run: reportsOfItem });
const readSentBack = read({ permission: 'report.read', input: itemInput, run: sentBackOf });

/** One item: facts before pixels, then the decision. */
export default async function ReviewPage({ params }: { params: Promise<{ itemId: string }> }) {
  const { itemId } = await params;
  const item = await readItem({ itemId });
  const { id, role } = await permit('item.review');
  const [outlook, plans, reports, sentBack] = await Promise.all([readOutlook({ itemId }), readPlans({ itemId }), readReports({ itemId }), readSentBack({ itemId })]);
  const bar = (
    <Bar
      end={
        <>
          {item.isTest && <Pill tone="high">Test signal</Pill>}
          {isTestMode() && <TestPill />}
        </>
      }
    >
      <h1 className="truncate text-muted">
        Case{' '}
        <Link href={`/cases/${item.caseId}`} prefetch={false} className="font-medium text-text hover:underline">
          {item.caseNumber}
        </Link>{' '}
        · item {item.itemNumber} of {item.itemCount}
      </h1>
      <Severity level={item.severity} />
    </Bar>
  );
  const isBeingMade = item.files.some(({ state }) => state === 'received');
  return (
    // Only for what changes about the viewer, such as a wall between them and this case, and for renderings that are
    // still being made: a look at an item is on record, so that what others do to it is shown by the parts that follow
    // it themselves.
    <LiveRefresh topics={['case']} ids={[id, ...(isBeingMade ? [item.id] : [])]}>
      <Workbench
        key={item.id}
        item={item}
        outlook={outlook}
        plans={plans}
        reports={reports}
        sentBack={sentBack}
        viewer={{ id, role }}
        now={systemClock.now().toISOString()}
        filing={{ isTestMode: isTestMode(), undoSeconds: config().REPORT_UNDO_SECONDS, sendsClass: config().INDUSTRY_CLASSIFICATION }}
        bar={bar}
      />
    </LiveRefresh>
  );
}
