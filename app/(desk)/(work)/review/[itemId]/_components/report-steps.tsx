import { Check, Circle, CircleAlert, CircleDot } from 'lucide-react';
import { cx } from '@/app/_ui/cx';
import type { Step } from '../progress-words';

const LOOKS = {
  done: { Icon: Check, tone: 'text-ok', words: 'done' },
  now: { Icon: CircleDot, tone: 'text-text', words: 'now' },
  stopped: { Icon: CircleAlert, tone: 'text-imminent', words: 'stopped' },
  next: { Icon: Circle, tone: 'text-faint', words: 'still to come' },
} as const;

/** How far something has come, as a short line of steps. */
export function ReportSteps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {steps.map(({ label, is }) => {
        const { Icon, tone, words } = LOOKS[is];
        return (
          <li key={label} aria-current={is === 'now' ? 'step' : undefined} className={cx('inline-flex items-center gap-1', tone)}>
            <Icon aria-hidden className="size-3.5 flex-none" strokeWidth={2} />
            {label}
            <span className="sr-only">, {words}</span>
          </li>
        );
      })}
    </ol>
  );
}
