'use client';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { type ReferralChoices, type ReferralView, processWords } from '@/lib/referral/schema';
import { goTo } from '../../../_components/go-to';
import { Pane, TwoPane } from '../../../_shell/panes';
import { STEPS, type Step, missingIn, stepsOf } from '../draft';
import { AgencyFields } from './agency-fields';
import { BasisFields } from './basis-fields';
import { Contents } from './contents';
import { DangerFields } from './danger-fields';
import { DraftPanel } from './draft-panel';
import { RedactionFields } from './redaction-fields';
import { ScopeFields } from './scope-fields';
import { SheetFacts } from './sheet';
import { StepBody } from './step-body';
import { StepNav } from './step-nav';
import { type Previewing, usePreview } from './use-preview';
import { type DraftKeeping, useReferralDraft } from './use-referral-draft';
import { WhatIsFound } from './what-is-found';

interface DraftDeskProps {
  view: ReferralView & { readonly choices: ReferralChoices };
  bar: ReactNode;
  /** The server's time, ISO. */
  now: string;
}

const LEADS: Record<Step, string> = {
  agency: 'The package is sealed with a key of the agency that a second person has had read back by telephone. Nobody else can open it, the desk included.',
  basis: 'What the authority demands it by. It stands on the first page of the package.',
  danger: 'Danger of death or serious physical injury, without legal process. A second person still agrees; they are told at once.',
  scope: 'Only what is chosen here is handed over. What the paper does not reach stays.',
  redaction: 'People who have nothing to do with it, and words that name them. They are taken out of every document of the package; files are handed over as they are.',
  preview: 'What the agency would receive if the package were made now. Looking at it leaves nothing out of the desk.',
};

interface StepFieldsProps extends Pick<DraftDeskProps, 'view'> {
  step: Step;
  draft: DraftKeeping;
  previewing: Previewing;
}

function StepFields({ step, view: { id, choices }, draft, previewing }: StepFieldsProps) {
  switch (step) {
    case 'agency':
      return <AgencyFields draft={draft} agencies={choices.agencies} />;
    case 'basis':
      return <BasisFields draft={draft} />;
    case 'danger':
      return (
        <>
          <AgencyFields draft={draft} agencies={choices.agencies} />
          <DangerFields draft={draft} />
        </>
      );
    case 'scope':
      return <ScopeFields draft={draft} items={choices.items} />;
    case 'redaction':
      return <RedactionFields draft={draft} referralId={id} choices={choices} previewing={previewing} />;
    case 'preview':
      return (
        <>
          {previewing.value && <Contents preview={previewing.value} />}
          <WhatIsFound previewing={previewing} />
        </>
      );
  }
}

/** A referral while it is prepared: one step after the other or in any order, kept as it is typed. */
export function DraftDesk({ view, bar, now }: DraftDeskProps) {
  const steps = stepsOf(view.kind);
  const asked = useSearchParams().get('step');
  const step = steps.find((each) => each === asked) ?? steps[0] ?? 'preview';
  const [hasMoved, setHasMoved] = useState(false);
  const draft = useReferralDraft(view);
  const previewing = usePreview(view.id, draft.keep);
  const next = steps[steps.indexOf(step) + 1];

  function go(to: Step) {
    setHasMoved(true);
    goTo(`?step=${to}`);
    if (to === 'preview') previewing.look();
    else void draft.keep();
  }

  const agency = view.choices.agencies.find(({ id }) => id === draft.value.agencyId) ?? null;
  const { processType, reference, deadline } = draft.value.legalBasis;
  const chosen = { ...view, agency: agency && { ...agency, unit: null }, legalBasis: { words: processType && processWords(processType), reference, deadline } };
  // Of every step, though this kind of referral may not have it.
  const missing = Object.fromEntries(Object.keys(STEPS).map((each) => [each, missingIn(each as Step, draft.missing, view.kind).length])) as Record<Step, number>;
  return (
    <TwoPane
      stage={
        <Pane
          kind="stage"
          label={`Referral ${view.number}`}
          bar={
            <>
              {bar}
              <SheetFacts view={chosen} now={now} />
              <StepNav steps={steps} current={step} missing={missing} onGo={go} />
            </>
          }
        >
          <StepBody key={step} title={STEPS[step]} lead={LEADS[step]} isNew={hasMoved}>
            <StepFields step={step} view={view} draft={draft} previewing={previewing} />
            {next && (
              <div>
                <Button variant="primary" onClick={() => go(next)}>
                  Go on: {STEPS[next].toLowerCase()}
                </Button>
              </div>
            )}
          </StepBody>
        </Pane>
      }
      panel={<DraftPanel view={view} draft={draft} onGo={go} />}
    />
  );
}
