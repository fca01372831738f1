import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { TimeText } from '@/app/_ui/time-text';
import { REPORT_STATES, type ReportState } from '@/lib/reporting/schema';
import { recentDecisions } from '@/lib/review';
import { OUTCOMES, type RecentDecision } from '@/lib/review/schema';
import { limitNow } from '@/lib/wellness';
import { read } from '@/lib/web';
import { Pane } from '../../_shell/panes';
import { TakeNext } from '../_components/take-next';

export const metadata: Metadata = { title: 'Queue' };

const readRecent = read({ permission: 'item.review', input: z.object({}), run: recentDecisions });
const readLimit = read({ permission: 'queue.take', input: z.object({}), run: limitNow });

export default async function QueuePage() {
  const [recent, limit] = await Promise.all([readRecent({}), readLimit({})]);
  return (
    <>
      <Pane
        kind="stage"
        label="Work"
        bar={
          <Bar end={isTestMode() && <TestPill />}>
            <BarTitle>Your desk</BarTitle>
          </Bar>
        }
      >
        <EmptyState title="No item is open" action={<TakeNext limit={limit} />}>
          Take the most urgent item that nobody holds, or choose one from the list. What you take is yours alone while you work on it.
        </EmptyState>
      </Pane>
      <Pane
        kind="panel"
        label="Decided by you"
        isFocusable={recent.length === 0}
        bar={
          <Bar
            end={
              <Link href="/reports/approvals" prefetch={false} className={buttonClass({ size: 'sm' })}>
                Reports to agree to
              </Link>
            }
          >
            <BarTitle>Decided by you</BarTitle>
          </Bar>
        }
      >
        {recent.length === 0 ? (
          <EmptyState title="Nothing yet">What you decide stands here, with where its report is.</EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {recent.map((decision) => (
              <li key={`${decision.itemId}-${decision.decidedAt}`}>
                <Decided decision={decision} />
              </li>
            ))}
          </ul>
        )}
      </Pane>
    </>
  );
}

/** Where the reports of a decision are. Of several each is named, since one can be filed while another is not. */
function reportsWords({ reports }: RecentDecision): string {
  const [first] = reports;
  if (!first) return 'Not reported';
  const stateOf = (state: string) => REPORT_STATES[state as ReportState];
  return reports.length === 1 ? stateOf(first.state) : reports.map(({ to, state }) => `${to}: ${stateOf(state).toLowerCase()}`).join(', ');
}

function Decided({ decision }: { decision: RecentDecision }) {
  return (
    <Link href={`/review/${decision.itemId}`} prefetch={false} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2.5 px-4 py-2.75 -outline-offset-2 hover:bg-raised">
      <span className="font-medium">{decision.caseNumber}</span>
      <span className="text-sm text-faint">
        <TimeText at={decision.decidedAt} form="minute" />
      </span>
      <span className="col-span-2 text-sm text-muted">
        {OUTCOMES[decision.outcome]} · {reportsWords(decision)}
      </span>
    </Link>
  );
}
