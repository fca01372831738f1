import { Ban, Check, TriangleAlert } from 'lucide-react';
import type { AuditOutcome } from '@/lib/audit/schema';
import { OUTCOME_WORDS } from '../entry-words';

const LOOKS = {
  done: { Icon: Check, tone: 'text-ok' },
  refused: { Icon: Ban, tone: 'text-imminent' },
  failed: { Icon: TriangleAlert, tone: 'text-imminent' },
} as const;

/** How it ended, by sign, word and colour. */
export function Outcome({ outcome }: { outcome: AuditOutcome }) {
  const { Icon, tone } = LOOKS[outcome];
  return (
    <span className={`inline-flex items-center gap-1.25 ${tone}`}>
      <Icon aria-hidden className="size-3.25 flex-none" strokeWidth={1.9} />
      {OUTCOME_WORDS[outcome]}
    </span>
  );
}
