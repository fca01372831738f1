'use client';
import { Check } from 'lucide-react';
import { cx } from '@/app/_ui/cx';
import { STEPS, type Step } from '../draft';

interface StepNavProps {
  steps: readonly Step[];
  current: Step;
  /** How much is still missing in a step; the last one has nothing of its own. */
  missing: Readonly<Record<Step, number>>;
  onGo: (step: Step) => void;
}

/** The way through a draft. Steps can be gone to in any order: what is missing is said, not enforced. */
export function StepNav({ steps, current, missing, onGo }: StepNavProps) {
  return (
    <nav aria-label="Steps" className="border-b border-line px-3.5">
      <ol className="flex flex-wrap gap-x-1">
        {steps.map((step, index) => {
          const isDone = missing[step] === 0 && step !== 'preview';
          return (
            <li key={step}>
              <a
                href={`?step=${step}`}
                aria-current={step === current ? 'step' : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                  event.preventDefault();
                  onGo(step);
                }}
                className={cx('inline-flex items-center gap-1.5 border-b-2 px-2.5 py-2.5 -outline-offset-2', step === current ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text')}
              >
                <span aria-hidden className={cx('grid size-4.5 place-items-center rounded-full border text-2xs tabular-nums', isDone ? 'border-transparent bg-ok-soft text-ok' : 'border-control text-muted')}>
                  {isDone ? <Check className="size-3" strokeWidth={2.5} /> : index + 1}
                </span>
                {STEPS[step]}
                <span className="sr-only">{isDone ? ', complete' : missing[step] > 0 ? `, ${missing[step]} to fill in` : ''}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
