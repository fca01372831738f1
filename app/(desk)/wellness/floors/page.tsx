import type { Metadata } from 'next';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { TimeText } from '@/app/_ui/time-text';
import { readFloors } from '@/lib/wellness';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../../_live/live-refresh';
import { Pane, TwoPane } from '../../_shell/panes';
import { WellnessTabs } from '../_components/wellness-tabs';
import { FloorsForm } from './_components/floors-form';

export const metadata: Metadata = { title: 'Wellness for everybody' };

const readAll = read({ permission: 'wellness.floors', input: z.object({}), run: readFloors });

/** What nobody may be less strict about, and how much is enough. */
export default async function FloorsPage() {
  const { role } = await permit('wellness.floors');
  const { floors, changed } = await readAll({});
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Wellness for everybody"
          bar={
            <>
              <Bar end={isTestMode() && <TestPill />}>
                <BarTitle as="h1">Wellness for everybody</BarTitle>
              </Bar>
              <WellnessTabs role={role} current="/wellness/floors" />
            </>
          }
        >
          <LiveRefresh topics={[]}>
            <FloorsForm key={changed?.at} floors={floors} />
            <p className="px-4 py-3.5 text-sm text-faint">
              {changed ? <>Last changed by {changed.by ?? 'somebody'}, <TimeText at={changed.at} />. What changed is in the audit trail.</> : 'These are the defaults; nobody has changed them.'}
            </p>
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
