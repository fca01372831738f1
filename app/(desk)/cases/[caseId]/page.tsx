import type { Metadata } from 'next';
import Link from 'next/link';
import { Bar } from '@/app/_ui/bar';
import { LinkTabs } from '@/app/_ui/link-tabs';
import { isTestMode } from '@/app/_ui/mode';
import { Pill } from '@/app/_ui/pill';
import { Severity } from '@/app/_ui/severity';
import { TestPill } from '@/app/_ui/test-pill';
import { can, whyNot } from '@/lib/access/schema';
import { CASE_TABS, type CaseTab } from '@/lib/cases/schema';
import { permit } from '@/lib/web';
import { type Query, readQuery } from '../../_components/query';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { CaseFacts } from './_components/case-facts';
import { CaseTabBody } from './_components/case-tab-body';
import { NotesPane } from './_components/notes-pane';
import { ReferCase } from './_components/refer-case';
import { StepBack } from './_components/step-back';
import { whyOpen } from './case-words';
import { readCase } from './read-case';

interface CasePageProps {
  params: Promise<{ caseId: string }>;
  searchParams: Query;
}

/** The number alone: it says nothing about anyone. */
export async function generateMetadata({ params }: CasePageProps): Promise<Metadata> {
  const { view } = await readCase((await params).caseId);
  return { title: `Case ${view.number}` };
}

/** One case: what is known and filed, everything that happened, and the notes of the people who work on it. */
export default async function CasePage({ params, searchParams }: CasePageProps) {
  const { caseId } = await params;
  const whole = await readCase(caseId);
  const { id: viewerId, role } = await permit('case.read');
  const asked = (await readQuery(searchParams))['tab'] ?? 'timeline';
  const tab = Object.hasOwn(CASE_TABS, asked) ? (asked as CaseTab) : 'timeline';
  const { view, reports, referrals, walls } = whole;
  const counts: Partial<Record<CaseTab, number>> = { items: view.items.length, accounts: view.accounts.length, reports: reports.length, referrals: referrals?.length, access: walls?.walls.filter(({ lifted }) => !lifted).length };
  const tabs = (Object.keys(CASE_TABS) as CaseTab[]).map((each) => ({
    href: each === 'timeline' ? `/cases/${caseId}` : `/cases/${caseId}?tab=${each}`,
    label: CASE_TABS[each],
    count: counts[each],
    isCurrent: each === tab,
  }));

  return (
    // An item's id too, since a decision announces the item and may have made a report that this page does not know.
    <LiveRefresh topics={['case', 'report', 'queue']} ids={[caseId, viewerId, ...reports.map(({ id }) => id), ...view.items.map(({ id }) => id)]}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label={`Case ${view.number}`}
            bar={
              <>
                <Bar
                  end={
                    <>
                      {isTestMode() && <TestPill />}
                      <StepBack caseId={caseId} caseNumber={view.number} disabledReason={whyNot(role, 'case.recuse') ?? undefined} />
                      <ReferCase caseId={caseId} disabledReason={whyNot(role, 'referral.request') ?? undefined} />
                    </>
                  }
                >
                  <h1 className="truncate text-muted">
                    <Link href="/cases" prefetch={false} className="hover:text-text hover:underline">
                      Cases
                    </Link>{' '}
                    / <span className="font-medium text-text">{view.number}</span>
                  </h1>
                  <Severity level={view.severity} />
                  {view.status === 'closed' && <Pill>Closed</Pill>}
                </Bar>
                <CaseFacts whole={whole} />
                <LinkTabs label="Parts of the case" tabs={tabs} />
              </>
            }
          >
            <CaseTabBody tab={tab} whole={whole} canReview={can(role, 'item.review')} seesPreserved={can(role, 'retention.read')} retryOff={whyNot(role, 'report.retry') ?? undefined} wallOff={whyNot(role, 'case.wall') ?? undefined} mayRefer={can(role, 'referral.request')} />
          </Pane>
        }
        panel={
          <NotesPane
            view={view}
            now={whole.now}
            writeOff={whyNot(role, 'note.write') ?? undefined}
            closeOff={whyNot(role, 'case.close') ?? (view.status === 'open' ? whyOpen(view.items, reports) : undefined)}
          />
        }
      />
    </LiveRefresh>
  );
}
