import type { Metadata } from 'next';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { readTeam } from '@/lib/wellness';
import { permit, read } from '@/lib/web';
import { Pane, TwoPane } from '../../_shell/panes';
import { WellnessTabs } from '../_components/wellness-tabs';
import { TeamLimits } from './_components/team-limits';
import { TeamWeeks } from './_components/team-weeks';

export const metadata: Metadata = { title: 'Wellness of the team' };

const readAll = read({ permission: 'wellness.team', input: z.object({}), run: readTeam });

/** What supervisors see: limits that were reached or passed, and averages of five people or more. */
export default async function TeamPage() {
  const { role } = await permit('wellness.team');
  const team = await readAll({});
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Wellness of the team"
          bar={
            <>
              <Bar end={isTestMode() && <TestPill />}>
                <BarTitle as="h1">Wellness of the team</BarTitle>
              </Bar>
              <WellnessTabs role={role} current="/wellness/team" />
            </>
          }
        >
          <TeamLimits rows={team.rows} />
          <TeamWeeks weeks={team.weeks} />
        </Pane>
      }
    />
  );
}
