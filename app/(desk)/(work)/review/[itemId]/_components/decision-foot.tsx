'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { useToast } from '@/app/_ui/toast';
import { type CompletenessCheck, isReportable as isOutcomeReportable } from '@/lib/reporting/schema';
import type { DraftBody, ReviewItem } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { PaneFoot } from '../../../../_shell/panes';
import { release, skip } from '../../../queue/actions';
import { reportLabel } from '../plan-words';
import { Completeness } from './completeness';
import { ReportSummary } from './report-summary';
import type { Decision } from './use-decision';
import { type Plans, usePlan } from './use-plan';
import { useSettle } from './use-settle';

/** How this deployment files. */
export interface Filing {
  readonly isTestMode: boolean;
  /** How long a decision can be taken back. */
  readonly undoSeconds: number;
  /** Whether the industry's classes are sent, or only kept here. */
  readonly sendsClass: boolean;
}

interface DecisionFootProps {
  item: ReviewItem;
  decision: Decision;
  /** Other items of the case, decided alike. */
  also: readonly string[];
  checks: readonly CompletenessCheck[];
  plans: Plans;
  filing: Filing;
}

/** Why nothing can be saved yet, or undefined. */
function saveReason(draft: DraftBody): string | undefined {
  if (draft.outcome === null) return 'Choose an outcome first.';
  if (draft.dangerNow.length > 0 && draft.dangerReason.trim() === '') return 'Say why the danger is immediate.';
  return undefined;
}

/** What is sent when this item and the chosen others are reported. */
function contentsOf(item: ReviewItem, also: readonly string[]) {
  const others = item.others.filter(({ id }) => also.includes(id));
  return {
    items: 1 + others.length,
    files: others.reduce((sum, { files }) => sum + files, item.files.length),
    filesViewed: others.reduce((sum, { filesViewed }) => sum + filesViewed, item.files.filter(({ viewed }) => viewed === 'entirely').length),
    messages: item.messages.length,
  };
}

/** Report, save, release, skip: with what will be sent and what is missing in words, and some seconds to take each decision back. */
export function DecisionFoot({ item, decision, also, checks, plans, filing }: DecisionFootProps) {
  const router = useRouter();
  const { notify } = useToast();
  const [isGivingBack, startGivingBack] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const { draft } = decision;
  const { plan, hasFailed } = usePlan(item.id, plans, draft, also);
  const { settleWith, isPending: isSettling, error, dialog } = useSettle({ item, decision, also, plan, undoSeconds: filing.undoSeconds });
  const isPending = isSettling || isGivingBack;

  const cannotSave = saveReason(draft);
  const isReportable = draft.outcome !== null && isOutcomeReportable(draft.outcome);
  const noPlan = plan ? undefined : hasFailed ? 'The desk did not say where this goes. Choose the items again.' : 'Looking up where this goes…';
  const cannotReport = cannotSave ?? (isReportable ? noPlan : 'This outcome is not reported to a hotline. Save the decision instead.');
  // A reportable decision is never saved alone; only a test signal outside test mode has no report to go with.
  const cannotSaveAlone = cannotSave ?? (isReportable && !(item.isTest && !filing.isTestMode) ? 'This outcome goes to the hotline: report it, and the decision is saved with it.' : undefined);
  const usual = plan ?? Object.values(plans)[0];
  const label = reportLabel(usual?.routes ?? [], filing.isTestMode);

  const giveBack = (isSkip: boolean) =>
    startGivingBack(async () => {
      setRefusal(undefined);
      await decision.keep();
      const result = await attempt(() => (isSkip ? skip : release)({ itemId: item.id }));
      if (!result.ok) {
        setRefusal(result.message);
        return;
      }
      if (isSkip) notify({ title: 'Skipped', description: 'You are not given it again. It stands under “Set aside” in your queue.' });
      router.push('/queue');
    });

  const report = () => settleWith(true);
  const canPress = !isPending;
  useShortcut('shift+enter', report, { label, group: 'This item', enabled: canPress && cannotReport === undefined });
  useShortcut('e', () => settleWith(false), { label: 'Save decision', group: 'This item', enabled: canPress && cannotSaveAlone === undefined });
  useShortcut('x', () => giveBack(false), { label: 'Release', group: 'This item', enabled: canPress });
  useShortcut('s', () => giveBack(true), { label: 'Skip', group: 'This item', enabled: canPress });

  const wrong = error ?? refusal;
  return (
    <PaneFoot>
      {/* Gaps of a report that nobody is going to make would only look like something left to do. */}
      {(draft.outcome === null || isReportable) && <Completeness checks={checks} />}
      {isReportable && plan && <ReportSummary plan={plan} contents={contentsOf(item, also)} />}
      <p role="alert" className={wrong ? 'text-sm text-imminent' : 'sr-only'}>
        {wrong}
      </p>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={cannotReport} onClick={report}>
        {label}
      </Button>
      <div className="grid grid-cols-2 gap-2">
        <Button kbd="e" className="col-span-2" isPending={isPending} disabledReason={cannotSaveAlone} onClick={() => settleWith(false)}>
          {also.length === 0 ? 'Save decision' : `Save decision on ${also.length + 1} items`}
        </Button>
        <Button kbd="x" isPending={isPending} onClick={() => giveBack(false)}>
          Release
        </Button>
        <Button kbd="s" title="Back to the queue, and not to you again. No reason is asked." isPending={isPending} onClick={() => giveBack(true)}>
          Skip
        </Button>
      </div>
      <p className="text-sm text-faint">{isPending ? 'Saving…' : (cannotReport ?? `You can undo for ${filing.undoSeconds} seconds before it is sent.`)}</p>
      {dialog}
    </PaneFoot>
  );
}
