import { Bar, BarTitle } from '@/app/_ui/bar';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import { type ReferralView, REFERRAL_STATES } from '@/lib/referral/schema';
import { Pane, PaneFoot } from '../../../_shell/panes';
import { stillFor } from '../../deadline-words';
import { nextStepWords } from '../../referral-words';
import { Acknowledge } from './acknowledge';
import { Reissue, TakeBack, Withdraw } from './further-acts';
import { History } from './history';
import { PackageFacts } from './package-facts';
import { Packing } from './packing';
import { Release } from './release';
import { Said } from './said';
import { SecondPerson } from './second-person';
import { TakeAlong } from './take-along';

interface StatePanelProps {
  view: ReferralView;
  now: string;
  /** Whether the viewer prepares and releases referrals. */
  mayWork: boolean;
}

function Foot({ view, mayWork }: Pick<StatePanelProps, 'view' | 'mayWork'>) {
  const { state, off, broken } = view;
  // A draft is left to its own page, unless that cannot be shown: then it can be withdrawn.
  const isBusy = state === 'packing' || (state === 'draft' && broken.length === 0);
  if (isBusy || (!mayWork && state !== 'awaiting_approval')) return null;
  return (
    <>
      {state === 'awaiting_approval' && <SecondPerson view={view} />}
      {mayWork && (
        <PaneFoot>
          {(state === 'approved' || state === 'failed') && <Release view={view} />}
          {off.take === null && <TakeAlong view={view} />}
          {(state === 'released' || off.acknowledge === null) && <Acknowledge view={view} />}
          {off.takeBack === null && <TakeBack view={view} />}
          {off.reissue === null && <Reissue view={view} />}
          {off.withdraw === null && <Withdraw view={view} />}
        </PaneFoot>
      )}
    </>
  );
}

/** Where a referral stands, who did what, and what can be done now. */
export function StatePanel({ view, now, mayWork }: StatePanelProps) {
  const { state, approved, released, requested } = view;
  const isMineToApprove = view.off.approve === null;
  return (
    <Pane
      kind="panel"
      label="Where it stands"
      bar={
        <Bar>
          <BarTitle>{REFERRAL_STATES[state]}</BarTitle>
        </Bar>
      }
      foot={<Foot view={view} mayWork={mayWork} />}
    >
      <Section as="h2" title="What is next">
        {state === 'packing' ? <Packing view={view} /> : <p>{nextStepWords({ state, isMineToApprove, requestedBy: requested.by }, mayWork)}</p>}
      </Section>
      <Said view={view} />
      {approved !== null && (
        <Section as="h2" title="Agreed to">
          <p>
            {approved.by}, <TimeText at={approved.at} />
          </p>
          {(state === 'approved' || state === 'failed') && (
            <p className="text-sm text-muted">
              It holds {stillFor(approved.until, now) ?? 'no longer'}, until <TimeText at={approved.until} />. What changes before makes it a draft again.
            </p>
          )}
        </Section>
      )}
      {released !== null && (
        <Section as="h2" title="Released">
          <p>
            {released.by}, <TimeText at={released.at} />
          </p>
        </Section>
      )}
      <PackageFacts view={view} now={now} />
      <History history={view.history} />
    </Pane>
  );
}
