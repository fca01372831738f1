import type { ReportView } from '@/lib/reporting';
import { REPORT_STATES, type ReportState } from '@/lib/reporting/schema';

type Event = ReportView['history'][number];

const stateWords = (name: unknown): string | null => (typeof name === 'string' && Object.hasOwn(REPORT_STATES, name) ? REPORT_STATES[name as ReportState] : null);

/** One event of a report in words: who and what, or where it moved, which follows from what somebody or the desk did. */
export function historyWords({ action, actor, actorKind, words, details }: Event): { readonly who: string | null; readonly what: string } {
  const moved = action === 'report.moved' ? stateWords(details['after']) : null;
  if (moved) return { who: null, what: moved };
  if (actorKind !== 'person') return { who: null, what: words };
  return { who: actor, what: `${words.charAt(0).toLowerCase()}${words.slice(1)}` };
}
