'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState, useTransition } from 'react';
import { useToast } from '@/app/_ui/toast';
import type { ReportPlan, Settled } from '@/lib/reporting';
import { incidentTypeOf } from '@/lib/reporting/schema';
import type { ReviewItem } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { useLimits } from '../../../../wellness/_components/use-limits';
import { settle, undoDecisions, undoReport } from '../actions';
import { afterUndoWords } from '../progress-words';
import type { Decision } from './use-decision';

interface Settling {
  readonly item: ReviewItem;
  readonly decision: Decision;
  /** Other items of the case, decided alike. */
  readonly also: readonly string[];
  readonly plan: ReportPlan | undefined;
  readonly undoSeconds: number;
}

interface UseSettle {
  readonly settleWith: (isReported: boolean) => void;
  readonly isPending: boolean;
  readonly error: string | undefined;
  /** Stands beside the buttons: taking further items can meet a limit. */
  readonly dialog: ReactNode;
}

function offerOf({ reports }: Settled): { title: string; description?: string } {
  if (reports.length === 0) return { title: 'Decision saved' };
  const asked = reports.filter(({ state }) => state === 'awaiting_approval').length;
  const channels = reports.flatMap(({ state, channel }) => (state === 'awaiting_approval' ? [] : [channel]));
  if (asked === 0) return { title: channels.every((channel) => channel === 'portal') ? 'Waiting to be prepared' : 'Waiting to be sent to the hotline', description: afterUndoWords(channels) };
  return { title: 'Waiting for a second person', description: ['Nothing of that is sent before somebody else has agreed.', ...(channels.length > 0 ? [afterUndoWords(channels)] : [])].join(' ') };
}

/** One click: the decision and its reports are saved together, and can be taken back together for some seconds. */
export function useSettle({ item, decision, also, plan, undoSeconds }: Settling): UseSettle {
  const router = useRouter();
  const { notify, offerUndo } = useToast();
  const limits = useLimits();
  const [isPending, start] = useTransition();
  const [error, setError] = useState<string>();

  function offer(settled: Settled): void {
    const [report] = settled.reports;
    const undoUntil = performance.now() + undoSeconds * 1000;
    const undo = async () => {
      const undone = await attempt<unknown>(() => (report ? undoReport({ reportId: report.reportId }) : undoDecisions({ decisionIds: [...settled.decisionIds] })));
      const leftMs = undoUntil - performance.now();
      if (!undone.ok && undone.code === 'unavailable' && leftMs > 0) {
        offerUndo({ title: 'Not undone yet', description: 'The desk did not answer. Try again while there is time.', undoMs: leftMs, onUndo: () => void undo() });
        return;
      }
      const back = settled.decisionIds.length === 1 ? 'The item is yours again.' : `The ${settled.decisionIds.length} items are yours again.`;
      notify(undone.ok ? { title: 'Undone', description: back } : { title: 'It was not undone', description: undone.message });
      // Already there, a push would race with wherever the person goes next.
      if (undone.ok && window.location.pathname !== `/review/${item.id}`) router.push(`/review/${item.id}`);
      else router.refresh();
    };
    offerUndo({ ...offerOf(settled), undoMs: undoSeconds * 1000, onUndo: () => void undo() });
  }

  const settleWith = (isReported: boolean) =>
    start(async () => {
      const { note, outcome, ...facts } = decision.draft;
      if (outcome === null) return;
      setError(undefined);
      // What is settled needs no draft; one that arrived after it would be refused, and the refusal recorded.
      decision.stopKeeping();
      const made = { ...facts, itemId: item.id, outcome, incidentType: incidentTypeOf(outcome) };
      const shown = isReported ? plan?.routes.map(({ hotline }) => hotline) : undefined;
      const result = await attempt(() => settle({ decision: made, isReported, alsoItemIds: [...also], shown, note }));
      if (!result.ok) {
        decision.change({});
        if (limits.meets(result, () => settleWith(isReported))) return;
        setError([result.message, ...result.fields.map(({ field, message }) => `${field}: ${message}`)].join(' '));
        // Another item of the case may be gone, or the way of the report another: what is shown has to be as it is now.
        if (result.code === 'conflict') router.refresh();
        return;
      }
      // The note is on the case now; it must not go there again after an undo.
      decision.change({ note: '' });
      decision.stopKeeping();
      offer(result.value);
      router.refresh();
    });

  return { settleWith, isPending, error, dialog: limits.dialog };
}
