'use client';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/app/_ui/button';
import { useShortcut } from '@/app/_ui/keyboard';
import { Meter } from '@/app/_ui/meter';
import { useToast } from '@/app/_ui/toast';
import { type CompletenessCheck, incidentTypeOf, isReportable as isOutcomeReportable } from '@/lib/reporting/schema';
import type { DraftBody, ReviewItem } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { PaneFoot } from '../../../../_shell/panes';
import { release, skip } from '../../../queue/actions';
import { settle, undoDecisions, undoReport } from '../actions';
import type { Decision } from './use-decision';

/** How this deployment files. */
export interface Filing {
  readonly isTestMode: boolean;
  /** How long a decision can be taken back. */
  readonly undoSeconds: number;
}

interface DecisionFootProps {
  item: ReviewItem;
  decision: Decision;
  checks: readonly CompletenessCheck[];
  filing: Filing;
}

/** Why nothing can be saved yet, or undefined. */
function saveReason(draft: DraftBody): string | undefined {
  if (draft.outcome === null) return 'Choose an outcome first.';
  if (draft.dangerNow.length > 0 && draft.dangerReason.trim() === '') return 'Say why the danger is immediate.';
  return undefined;
}

/** Report, save, release, skip: with what is missing in words, and some seconds to take each decision back. */
export function DecisionFoot({ item, decision, checks, filing }: DecisionFootProps) {
  const router = useRouter();
  const { notify, offerUndo } = useToast();
  const [isPending, start] = useTransition();
  const [error, setError] = useState<string>();
  const { draft } = decision;
  const outcome = draft.outcome;
  const cannotSave = saveReason(draft);
  const isReportable = outcome !== null && isOutcomeReportable(outcome);
  // Gaps of a report that nobody is going to make would only look like something left to do.
  const hasReport = outcome === null || isReportable;
  const cannotReport = cannotSave ?? (isReportable ? undefined : 'This outcome is not reported to a hotline. Save the decision instead.');
  // A reportable decision is never saved alone; only a test signal outside test mode has no report to go with.
  const cannotSaveAlone = cannotSave ?? (isReportable && !(item.isTest && !filing.isTestMode) ? 'This outcome goes to the hotline: report it, and the decision is saved with it.' : undefined);
  const missing = checks.filter(({ ok }) => !ok);
  const hotline = filing.isTestMode ? 'Report to NCMEC (sandbox)' : 'Report to NCMEC';

  const settleWith = (isReported: boolean) =>
    start(async () => {
      if (outcome === null) return;
      setError(undefined);
      // What is settled needs no draft; one that arrived after it would be refused, and the refusal recorded.
      decision.stopKeeping();
      const { note, outcome: _open, ...facts } = draft;
      const result = await attempt(() => settle({ decision: { ...facts, itemId: item.id, outcome, incidentType: incidentTypeOf(outcome) }, isReported, note }));
      if (!result.ok) {
        decision.change({});
        setError([result.message, ...result.fields.map(({ field, message }) => `${field}: ${message}`)].join(' '));
        return;
      }
      // The note is on the case now; it must not go there again after an undo.
      decision.change({ note: '' });
      decision.stopKeeping();
      const { decisionIds, reports } = result.value;
      const [report] = reports;
      const undoUntil = performance.now() + filing.undoSeconds * 1000;
      const undo = async () => {
        const undone = await attempt<unknown>(() => (report ? undoReport({ reportId: report.reportId }) : undoDecisions({ decisionIds: [...decisionIds] })));
        const leftMs = undoUntil - performance.now();
        if (!undone.ok && undone.code === 'unavailable' && leftMs > 0) {
          offerUndo({ title: 'Not undone yet', description: 'The desk did not answer. Try again while there is time.', undoMs: leftMs, onUndo: () => void undo() });
          return;
        }
        notify(undone.ok ? { title: 'Undone', description: 'The item is yours again.' } : { title: 'It was not undone', description: undone.message });
        // Already there, a push would race with wherever the person goes next.
        if (undone.ok && window.location.pathname !== `/review/${item.id}`) router.push(`/review/${item.id}`);
        else router.refresh();
      };
      offerUndo({
        title: report ? 'Waiting to be sent to the hotline' : 'Decision saved',
        description: report ? 'It is filed when the time to undo is over; the receipt appears on the case.' : undefined,
        undoMs: filing.undoSeconds * 1000,
        onUndo: () => void undo(),
      });
      router.refresh();
    });

  const giveBack = (isSkip: boolean) =>
    start(async () => {
      setError(undefined);
      await decision.keep();
      const result = await attempt(() => (isSkip ? skip : release)({ itemId: item.id }));
      if (!result.ok) {
        setError(result.message);
        return;
      }
      if (isSkip) notify({ title: 'Skipped', description: 'You are not given it again. It stands under “Set aside” in your queue.' });
      router.push('/queue');
    });

  const canPress = !isPending;
  useShortcut('shift+enter', () => settleWith(true), { label: hotline, group: 'This item', enabled: canPress && cannotReport === undefined });
  useShortcut('e', () => settleWith(false), { label: 'Save decision', group: 'This item', enabled: canPress && cannotSaveAlone === undefined });
  useShortcut('x', () => giveBack(false), { label: 'Release', group: 'This item', enabled: canPress });
  useShortcut('s', () => giveBack(true), { label: 'Skip', group: 'This item', enabled: canPress });

  return (
    <PaneFoot>
      {hasReport && (
        <Meter
          label={`Report is ${checks.length - missing.length} of ${checks.length} complete`}
          value={checks.length - missing.length}
          max={checks.length}
          detail={missing[0] && `Missing: ${missing[0].label.toLowerCase()}`}
        />
      )}
      {hasReport && missing.length > 0 && (
        <details className="text-sm text-muted">
          <summary className="min-h-6 w-fit content-center rounded-sm">How to close the gaps</summary>
          <ul className="mt-1 grid gap-1 pl-4">
            {missing.map(({ key, label, howToClose }) => (
              <li key={key} className="list-disc">
                <span className="text-text">{label}.</span> {howToClose}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p role="alert" className={error ? 'text-sm text-imminent' : 'sr-only'}>
        {error}
      </p>
      <Button variant="primary" size="lg" isWide isGuarded kbd="shift+enter" isPending={isPending} disabledReason={cannotReport} onClick={() => settleWith(true)}>
        {hotline}
      </Button>
      <div className="grid grid-cols-2 gap-2">
        <Button kbd="e" className="col-span-2" isPending={isPending} disabledReason={cannotSaveAlone} onClick={() => settleWith(false)}>
          Save decision
        </Button>
        <Button kbd="x" isPending={isPending} onClick={() => giveBack(false)}>
          Release
        </Button>
        <Button kbd="s" title="Back to the queue, and not to you again. No reason is asked." isPending={isPending} onClick={() => giveBack(true)}>
          Skip
        </Button>
      </div>
      <p className="text-sm text-faint">{isPending ? 'Saving…' : (cannotReport ?? `You can undo for ${filing.undoSeconds} seconds before it is sent.`)}</p>
    </PaneFoot>
  );
}
