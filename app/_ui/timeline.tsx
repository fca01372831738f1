import type { ReactNode } from 'react';
import { cx } from './cx';
import { TimeText } from './time-text';
import type { TimeForm } from './format-time';

/** What happened, newest first or oldest first, as its author orders it. Its children are TimelineEvents. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="px-6 py-4.5">
      {children}
    </ol>
  );
}

interface TimelineEventProps {
  /** ISO time. */
  at: string;
  timeForm?: TimeForm;
  /** Marks the steps that matter most: a report, a reveal. */
  isKey?: boolean;
  /** One sentence; names and things in bold. */
  children: ReactNode;
  /** What belongs to it, in a frame below: a note, a receipt. */
  card?: ReactNode;
}

/** One step of a Timeline. */
export function TimelineEvent({ at, timeForm = 'minute', isKey = false, children, card }: TimelineEventProps) {
  return (
    <li className="group grid grid-cols-[4rem_1.125rem_minmax(0,1fr)] gap-x-3 pb-4">
      <span className="text-right text-faint">
        <TimeText at={at} form={timeForm} />
      </span>
      <span aria-hidden className="relative">
        <span className="absolute top-4.75 -bottom-4.25 left-2 w-px bg-line group-last:hidden" />
        <span
          className={cx(
            'absolute top-1.5 left-1 size-2.25 rounded-full border-2',
            isKey ? 'border-accent bg-accent' : 'border-control bg-bg',
          )}
        />
      </span>
      <div className="min-w-0 wrap-anywhere">
        {children}
        {card !== undefined && <div className="mt-1.5 rounded-lg border border-line bg-surface px-3.25 py-2.5">{card}</div>}
      </div>
    </li>
  );
}
