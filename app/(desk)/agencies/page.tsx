import type { Metadata } from 'next';
import { z } from 'zod';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { whyNot } from '@/lib/access/schema';
import { listAgencies } from '@/lib/referral';
import { permit, read } from '@/lib/web';
import { LiveRefresh } from '../_live/live-refresh';
import { Places } from '../referrals/_components/places';
import { Pane, TwoPane } from '../_shell/panes';
import { AgenciesList } from './_components/agencies-list';
import { AgencyForm } from './_components/agency-form';

export const metadata: Metadata = { title: 'Agencies' };

const readAgencies = read({ permission: 'agency.read', input: z.object({}), run: listAgencies });

/** The directory of agencies: whom to call, and which keys were read back by whom. */
export default async function AgenciesPage() {
  const { role } = await permit('agency.read');
  const agencies = await readAgencies({});
  const manageOff = whyNot(role, 'agency.manage') ?? undefined;
  return (
    <LiveRefresh topics={['access']} ids={agencies.map(({ id }) => id)}>
      <TwoPane
        stage={
          <Pane
            kind="stage"
            label="Agencies"
            bar={
              <>
                <Bar
                  end={
                    <>
                      {isTestMode() && <TestPill />}
                      {agencies.length > 0 && <AgencyForm disabledReason={manageOff} />}
                    </>
                  }
                >
                  <BarTitle as="h1">Agencies</BarTitle>
                </Bar>
                <Places current="agencies" />
              </>
            }
          >
            <AgenciesList agencies={agencies} manageOff={manageOff} checkOff={whyNot(role, 'agency.check_key') ?? undefined} />
          </Pane>
        }
      />
    </LiveRefresh>
  );
}
