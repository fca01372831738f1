import type { Metadata } from 'next';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { KeyValue } from '@/app/_ui/key-value';
import { isTestMode } from '@/app/_ui/mode';
import { Section } from '@/app/_ui/section';
import { TestPill } from '@/app/_ui/test-pill';
import { readAccount } from '@/lib/access';
import { nothingInput } from '@/lib/access/schema';
import { read } from '@/lib/web';
import { LiveRefresh } from '../_live/live-refresh';
import { Pane, TwoPane } from '../_shell/panes';
import { ChangePassword } from './_components/change-password';
import { Factors } from './_components/factors';
import { Recovery } from './_components/recovery';
import { Sessions } from './_components/sessions';

export const metadata: Metadata = { title: 'Your account' };

const readOwn = read({ permission: 'account.read', input: nothingInput, run: readAccount });

/** What a person can change about their own way in, and where they are signed in. */
export default async function AccountPage() {
  const account = await readOwn({});
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label="Your account"
          bar={
            <Bar end={isTestMode() && <TestPill />}>
              <BarTitle as="h1" detail={account.pseudonym}>
                Your account
              </BarTitle>
            </Bar>
          }
        >
          <LiveRefresh topics={['session']}>
            <Section as="h2" title="Who you are here">
              <KeyValue
                items={[
                  { term: 'Pseudonym', value: `${account.pseudonym}, which colleagues, watermarks and the audit trail show` },
                  { term: 'Name', value: account.displayName },
                  { term: 'E-mail', value: account.email },
                ]}
              />
            </Section>
            <Factors factors={account.factors} isDemo={account.isDemo} />
            <Recovery left={account.recoveryCodesLeft} />
            <ChangePassword hasPassword={account.hasPassword} />
            <Sessions sessions={account.sessions} />
          </LiveRefresh>
        </Pane>
      }
    />
  );
}
