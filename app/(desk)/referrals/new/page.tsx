import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { Bar } from '@/app/_ui/bar';
import { LinkTabs } from '@/app/_ui/link-tabs';
import { ModePill } from '@/app/_ui/mode-pill';
import { TestPill } from '@/app/_ui/test-pill';
import { whyNot } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import { openCaseToRefer } from '@/lib/referral';
import { permit, read } from '@/lib/web';
import { type Query, readQuery } from '../../_components/query';
import { Pane, TwoPane } from '../../_shell/panes';
import { StepBody } from '../[referralId]/_components/step-body';
import { AlreadyReferred } from './_components/already-referred';
import { Begin } from './_components/begin';
import { EmergencyForm } from './_components/emergency-form';
import { PreservationForm } from './_components/preservation-form';

export const metadata: Metadata = { title: 'Refer to an agency' };

const input = z.object({ caseId: z.uuid() });
const readCaseToRefer = read({ permission: 'referral.request', input, run: openCaseToRefer });

const WAYS = {
  process: { label: 'On legal process', title: 'A referral on legal process', lead: 'An authority demands data in writing: a warrant, an order, a subpoena. You go through agency and key, legal basis, what is handed over, what is taken out, and a preview; a second person agrees before anything leaves. The draft is kept as you go.' },
  emergency: { label: 'Emergency', title: 'An emergency disclosure', lead: 'Danger of death or serious physical injury, without legal process (18 USC 2702(b)(8) and (c)(4)). One form, and a second person is told at once.' },
  preservation: { label: 'Preservation request', title: 'A preservation request', lead: 'An agency asks that the case be kept until process follows. Nothing is handed over; nothing of it is destroyed while the hold stands.' },
} as const;
type Way = keyof typeof WAYS;

/** How something of a case goes to an agency: on process, in an emergency, or not yet, and is kept for it. */
export default async function NewReferralPage({ searchParams }: { searchParams: Query }) {
  const { role } = await permit('referral.request');
  const { case: caseId, as = 'process' } = await readQuery(searchParams);
  if (!input.safeParse({ caseId }).success) notFound();
  const toRefer = await readCaseToRefer({ caseId });
  const way: Way = Object.hasOwn(WAYS, as) ? (as as Way) : 'process';
  const { title, lead } = WAYS[way];
  const { number } = toRefer.case;
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label={`Refer case ${number}`}
          bar={
            <>
              <Bar end={toRefer.isTest ? <TestPill label="Test mode: goes to no authority" /> : <ModePill isTest={false} />}>
                <h1 className="truncate text-muted">
                  <Link href={`/cases/${toRefer.case.id}`} prefetch={false} className="hover:text-text hover:underline">
                    {number}
                  </Link>{' '}
                  / <span className="font-medium text-text">Refer to an agency</span>
                </h1>
              </Bar>
              <LinkTabs label="Ways to an agency" tabs={(Object.keys(WAYS) as Way[]).map((each) => ({ href: `/referrals/new?case=${toRefer.case.id}&as=${each}`, label: WAYS[each].label, isCurrent: each === way }))} />
            </>
          }
        >
          <StepBody key={way} title={title} lead={lead} isNew={false}>
            {way === 'process' && <Begin caseId={toRefer.case.id} />}
            {way === 'emergency' && <EmergencyForm toRefer={toRefer} disabledReason={toRefer.choices.items.length === 0 ? 'There is no item in this case.' : undefined} />}
            {way === 'preservation' && <PreservationForm toRefer={toRefer} today={systemClock.now().toISOString().slice(0, 10)} disabledReason={whyNot(role, 'hold.manage') ?? undefined} />}
          </StepBody>
        </Pane>
      }
      panel={
        <Pane kind="panel" label="Before this one">
          <AlreadyReferred referrals={toRefer.referrals} />
        </Pane>
      }
    />
  );
}
