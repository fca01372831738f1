import type { Metadata } from 'next';
import Form from 'next/form';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/field';
import { LinkPills } from '@/app/_ui/link-pills';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { can } from '@/lib/access/schema';
import { systemClock } from '@/lib/kernel';
import { listReferrals } from '@/lib/referral';
import { REFERRAL_STEPS, REFERRAL_STEP_NAMES, referralFilter } from '@/lib/referral/schema';
import { permit, read } from '@/lib/web';
import { type Query, hrefWith, readQuery } from '../_components/query';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { Places } from './_components/places';
import { ReferralsList } from './_components/referrals-list';

export const metadata: Metadata = { title: 'Referrals' };

const readList = read({ permission: 'referral.read', input: referralFilter, run: listReferrals });

/** Every referral to an agency: what is prepared, what waits for whom, and by when it is due. */
export default async function ReferralsPage({ searchParams }: { searchParams: Query }) {
  const { role } = await permit('referral.read');
  const filter = referralFilter.parse(await readQuery(searchParams));
  const list = await readList(filter);
  const { counts } = list;
  const all = REFERRAL_STEP_NAMES.reduce((sum, step) => sum + counts[step], 0);
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Referrals"
          bar={
            <>
              <Bar end={isTestMode() && <TestPill />}>
                <BarTitle as="h1">Referrals</BarTitle>
              </Bar>
              <Places current="referrals" />
              <div className="flex flex-wrap items-center border-b border-line *:first:border-b-0">
                <LinkPills
                  label="Where referrals stand"
                  views={[
                    { href: hrefWith('/referrals', { text: filter.text }), label: 'All', count: all, isCurrent: filter.step === undefined },
                    ...REFERRAL_STEP_NAMES.map((step) => ({ href: hrefWith('/referrals', { step, text: filter.text }), label: REFERRAL_STEPS[step].words, count: counts[step], isCurrent: filter.step === step })),
                  ]}
                />
                <Form action="/referrals" prefetch={false} key={filter.text} role="search" className="ml-auto flex gap-2 px-3.5 py-1.5">
                  {filter.step !== undefined && <input type="hidden" name="step" value={filter.step} />}
                  <Input type="search" name="text" defaultValue={filter.text} maxLength={100} aria-label="Number, case or agency" placeholder="Number, case or agency" className="w-56" />
                  <Button type="submit">Search</Button>
                </Form>
              </div>
            </>
          }
        >
          {/* Much happens in cases that is no referral’s: it is looked at again seldom. */}
          <LiveRefresh topics={['case']} everyMs={10_000}>
            <ReferralsList list={list} filter={filter} now={systemClock.now().toISOString()} mayWork={can(role, 'referral.request')} />
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
