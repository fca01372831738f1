import type { Metadata } from 'next';
import Link from 'next/link';
import { Bar } from '@/app/_ui/bar';
import { ModePill } from '@/app/_ui/mode-pill';
import { Pill } from '@/app/_ui/pill';
import { TestPill } from '@/app/_ui/test-pill';
import { can } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import type { ReferralView } from '@/lib/referral/schema';
import { permit } from '@/lib/web';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { DraftDesk } from './_components/draft-desk';
import { LookedThrough } from './_components/looked-through';
import { Sheet, SheetFacts } from './_components/sheet';
import { StatePanel } from './_components/state-panel';
import { readReferral } from './read-referral';

interface ReferralPageProps {
  params: Promise<{ referralId: string }>;
}

/** The number alone: it says nothing about anyone. */
export async function generateMetadata({ params }: ReferralPageProps): Promise<Metadata> {
  const { number } = await readReferral((await params).referralId);
  return { title: `Referral ${number}` };
}

function ReferralBar({ view: { number, kind, isTest } }: { view: ReferralView }) {
  return (
    <Bar end={isTest ? <TestPill label="Test mode: goes to no authority" /> : <ModePill isTest={false} />}>
      <h1 className="truncate text-muted">
        <Link href="/referrals" prefetch={false} className="hover:text-text hover:underline">
          Referrals
        </Link>{' '}
        / <span className="font-medium text-text">{number}</span>
      </h1>
      {kind === 'emergency' && <Pill tone="imminent">Emergency</Pill>}
    </Bar>
  );
}

/** One referral: while it is prepared the steps of its draft, afterwards what was asked for, and what can be done with it. */
export default async function ReferralPage({ params }: ReferralPageProps) {
  const { referralId } = await params;
  const view = await readReferral(referralId);
  const { id: viewerId, role } = await permit('referral.read');
  const now = systemClock.now().toISOString();
  const mayWork = can(role, 'referral.request');
  const bar = <ReferralBar view={view} />;
  const { choices } = view;
  // A draft is changed by its own page alone, which has what it typed; its progress is followed by the part that shows it.
  const ids = choices || view.state === 'packing' ? [viewerId] : [view.case.id, viewerId];
  return (
    <LiveRefresh topics={['case']} ids={ids}>
      {choices ? (
        <DraftDesk key={view.id} view={{ ...view, choices }} bar={bar} now={now} />
      ) : (
        <TwoPane
          stage={
            <Pane kind="stage" label={`Referral ${view.number}`} bar={<>{bar}<SheetFacts view={view} now={now} /></>}>
              <Sheet view={view} />
              <LookedThrough referralId={view.id} />
            </Pane>
          }
          panel={<StatePanel view={view} now={now} mayWork={mayWork} />}
        />
      )}
    </LiveRefresh>
  );
}
