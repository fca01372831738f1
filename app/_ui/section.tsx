import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './cx';

interface SectionProps {
  title: ReactNode;
  /** Stands at the end of the title's line. */
  end?: ReactNode;
  /** h2 under a page title, h3 inside a panel. */
  as?: 'h2' | 'h3';
  className?: string;
  children: ReactNode;
}

/** A titled part of a panel, divided from the next by a line. */
export function Section({ title, end, as: Heading = 'h3', className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('border-b border-line px-4 py-3.5', className)}>
      <div className="mb-2.25 flex items-baseline gap-2">
        <Heading id={id} className="text-sm font-semibold text-muted">
          {title}
        </Heading>
        {end !== undefined && <div className="ml-auto text-sm text-faint">{end}</div>}
      </div>
      {children}
    </section>
  );
}
