'use client';
import { useEffect, useState } from 'react';
import type { ReportPlan } from '@/lib/reporting';
import { planKey } from '@/lib/reporting/schema';
import type { DraftBody } from '@/lib/review/schema';
import { ask } from '../../../../_session/ask';

export type Plans = Readonly<Record<string, ReportPlan>>;

interface Answer {
  readonly address: string;
  /** Null where the desk did not answer. */
  readonly plan: ReportPlan | null;
}

/**
 * Where the report would go as things are chosen. For the item alone it is known from the start; with other items the
 * desk is asked, and until it answers there is none: nothing is sent where nobody was shown.
 */
export function usePlan(itemId: string, plans: Plans, { outcome, dangerNow }: Pick<DraftBody, 'outcome' | 'dangerNow'>, also: readonly string[]): { readonly plan: ReportPlan | undefined; readonly hasFailed: boolean } {
  const isDangerNow = dangerNow.length > 0;
  const alone = outcome === null ? undefined : plans[planKey(outcome, isDangerNow)];
  const query = new URLSearchParams([['outcome', outcome ?? ''], ...(isDangerNow ? [['danger', 'now']] : []), ...also.map((id) => ['also', id])]);
  const address = alone && also.length > 0 ? `/api/items/${itemId}/plan?${query.toString()}` : null;
  const [answer, setAnswer] = useState<Answer>();

  useEffect(() => {
    if (address === null) return;
    const controller = new AbortController();
    ask(address, { signal: controller.signal })
      .then(async (response) => setAnswer({ address, plan: (await response.json()) as ReportPlan }))
      .catch(() => {
        if (!controller.signal.aborted) setAnswer({ address, plan: null });
      });
    return () => controller.abort();
  }, [address]);

  if (address === null) return { plan: alone, hasFailed: false };
  const isAnswered = answer?.address === address;
  return { plan: (isAnswered && answer.plan) || undefined, hasFailed: isAnswered && answer.plan === null };
}
