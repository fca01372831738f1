'use client';
import { Check, CircleDashed } from 'lucide-react';
import { Section } from '@/app/_ui/section';
import type { ReferralView } from '@/lib/referral/schema';
import { KeptRemark } from '../../../_components/kept-remark';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Pane, PaneFoot } from '../../../_shell/panes';
import { STEPS, type Step, missingIn, stepsOf } from '../draft';
import { AskSecondPerson } from './ask-second-person';
import { Withdraw } from './further-acts';
import { History } from './history';
import { Said } from './said';
import { Warnings } from './sheet';
import type { DraftKeeping } from './use-referral-draft';

interface DraftPanelProps {
  view: ReferralView;
  draft: DraftKeeping;
  onGo: (step: Step) => void;
}

/** What is still missing, what was said to it, and the end of the draft. */
export function DraftPanel({ view, draft, onGo }: DraftPanelProps) {
  const { kind, history } = view;
  const steps = stepsOf(kind).filter((step) => step !== 'preview');
  return (
    <Pane
      kind="panel"
      label="This draft"
      bar={
        <Bar end={<KeptRemark kept={draft.kept} />}>
          <BarTitle>This draft</BarTitle>
        </Bar>
      }
      foot={
        <PaneFoot>
          <AskSecondPerson view={view} draft={draft} missing={draft.missing} />
          <Withdraw view={view} />
        </PaneFoot>
      }
    >
      {draft.refusal && <p role="alert" className="border-b border-line px-4 py-3 text-sm text-imminent">{draft.refusal.message}</p>}
      <Said view={view} />
      <Section as="h2" title="Before anybody can be asked">
        <ul className="grid gap-1.5">
          {steps.map((step) => {
            const missing = missingIn(step, draft.missing, kind);
            const Icon = missing.length === 0 ? Check : CircleDashed;
            return (
              <li key={step} className="flex items-start gap-1.5">
                <Icon aria-hidden className={`mt-0.5 size-3.5 flex-none ${missing.length === 0 ? 'text-ok' : 'text-high'}`} strokeWidth={2} />
                <span>
                  <a
                    href={`?step=${step}`}
                    className="hover:underline"
                    onClick={(event) => {
                      event.preventDefault();
                      onGo(step);
                    }}
                  >
                    {STEPS[step]}
                  </a>
                  {missing.length === 0 ? <span className="sr-only">, complete</span> : missing.map(({ field, message }) => <span key={field} className="block text-sm text-muted">{message}</span>)}
                </span>
              </li>
            );
          })}
        </ul>
      </Section>
      {view.warnings.length > 0 && (
        <Section as="h2" title="To look at twice">
          <Warnings warnings={view.warnings} />
        </Section>
      )}
      <History history={history} />
    </Pane>
  );
}
