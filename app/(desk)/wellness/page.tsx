import type { Metadata } from 'next';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { can } from '@/lib/access/schema';
import { readOwn } from '@/lib/wellness';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { OwnSettings } from './_components/own-settings';
import { OwnWeek } from './_components/own-week';
import { WellnessTabs } from './_components/wellness-tabs';

export const metadata: Metadata = { title: 'Wellness' };

const readMine = read({ permission: 'wellness.own', input: z.object({}), run: readOwn });

/** A quiet page of one's own: what one looked at, and how one wants to see. */
export default async function WellnessPage() {
  const { role } = await permit('wellness.own');
  const own = await readMine({});
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Wellness"
          bar={
            <>
              <Bar end={isTestMode() && <TestPill />}>
                <BarTitle as="h1">Wellness</BarTitle>
              </Bar>
              <WellnessTabs role={role} current="/wellness" />
            </>
          }
        >
          <LiveRefresh topics={[]}>
            <OwnWeek own={own} />
            <OwnSettings own={own} isGivenItems={can(role, 'queue.take')} />
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
