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
    <div className="min-w-0 bg-surface px-3.5 py-2.75 group-data-[kind=strip]:bg-bg group-data-[kind=strip]:px-4.5">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="font-medium wrap-anywhere">{value}</dd>
      {detail !== undefined && <dd className="text-muted">{detail}</dd>}
    </div>
  );
}

const COLUMNS = {
  2: 'grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]',
  3: 'grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))]',
  4: 'grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]',
};

interface FactsProps {
  label: string;
  /** How many stand side by side where there is room; they wrap where there is not. */
  columns?: 2 | 3 | 4;
  /** `card` stands framed in a page; `strip` runs across a pane under its bar. */
  kind?: 'card' | 'strip';
  children: ReactNode;
}

/** The facts that come before anything else on a page. */
export function Facts({ label, columns = 3, kind = 'card', children }: FactsProps) {
  // The gaps show the container's own colour: lines that stay right however the facts wrap.
  return (
    <section aria-label={label} className={kind === 'strip' ? 'border-b border-line' : undefined}>
      <dl
        data-kind={kind}
        className={cx(
          'group grid gap-px bg-line',
          COLUMNS[columns],
          kind === 'card' && 'overflow-hidden rounded-lg border border-line',
        )}
      >
        {children}
      </dl>
    </section>
  );
}
