import type { ReactNode } from 'react';
import { cx } from './cx';

interface FactProps {
  label: ReactNode;
  value: ReactNode;
  detail?: ReactNode;
}

/** One fact of a Facts strip: what it is about, the fact, and a quiet line. */
export function Fact({ label, value, detail }: FactProps) {
  return (
    <div className="min-w-[min(100%,9rem)] flex-1 bg-surface px-3.5 py-2.75 group-data-[kind=strip]:bg-bg group-data-[kind=strip]:px-4.5 forced-colors:border-r">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="font-medium wrap-anywhere">{value}</dd>
      {detail !== undefined && <dd className="text-muted">{detail}</dd>}
    </div>
  );
}

interface FactsProps {
  label: string;
  /** `card` stands framed in a page; `strip` runs across a pane under its bar. */
  kind?: 'card' | 'strip';
  children: ReactNode;
}

/** The facts that come before anything else on a page, side by side; where they do not fit they wrap and fill the line. */
export function Facts({ label, kind = 'card', children }: FactsProps) {
  // The gaps show the container's own colour: lines that stay right however the facts wrap.
  return (
    <section aria-label={label} className={kind === 'strip' ? 'border-b border-line' : undefined}>
      <dl
        data-kind={kind}
        className={cx('group flex flex-wrap gap-px bg-line', kind === 'card' && 'overflow-hidden rounded-lg border border-line')}
      >
        {children}
      </dl>
    </section>
  );
}
