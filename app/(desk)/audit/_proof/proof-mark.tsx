import { Check, CircleDashed, CircleHelp, TriangleAlert } from 'lucide-react';
import type { Mark } from './use-proofs';

const LOOKS = {
  proven: { Icon: Check, tone: 'text-ok', words: 'Proven' },
  waiting: { Icon: CircleDashed, tone: 'text-faint', words: 'In a moment' },
  checking: { Icon: CircleDashed, tone: 'text-faint', words: 'Checking' },
  mismatch: { Icon: TriangleAlert, tone: 'text-imminent font-semibold', words: 'Does not match' },
  unchecked: { Icon: CircleHelp, tone: 'text-muted', words: 'Not checked' },
} as const;

/** What this browser found out about an entry, by sign, word and colour. */
export function ProofMark({ mark }: { mark: Mark }) {
  const { Icon, tone, words } = LOOKS[mark.state];
  return (
    <span title={'words' in mark ? mark.words : undefined} className={`inline-flex items-center gap-1.25 ${tone}`}>
      <Icon aria-hidden className="size-3.25 flex-none" strokeWidth={1.9} />
      {words}
    </span>
  );
}
