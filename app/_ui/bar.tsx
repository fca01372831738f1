import type { ReactNode } from 'react';
import { cx } from './cx';

interface BarProps {
  /** What stands at the start: a BarTitle, a crumb. */
  children: ReactNode;
  /** What stands at the end: pills, buttons. */
  end?: ReactNode;
  className?: string;
}

/** The 52 px header of a pane. It grows in height rather than cutting off what does not fit. */
export function Bar({ children, end, className }: BarProps) {
  return (
    <header
      className={cx('flex min-h-13 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-1.5', className)}
    >
      <div className="flex min-w-0 items-center gap-2.5">{children}</div>
      {end !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2.5 text-muted">{end}</div>}
    </header>
  );
}

interface BarTitleProps {
  children: ReactNode;
  /** A quiet figure or remark after the title. */
  detail?: ReactNode;
  /** h1 once a page; the other panes take h2. */
  as?: 'h1' | 'h2';
}

/** A pane's title in its Bar. */
export function BarTitle({ children, detail, as: Heading = 'h2' }: BarTitleProps) {
  return (
    <>
      <Heading className="truncate text-lg font-semibold">{children}</Heading>
      {detail !== undefined && <span className="whitespace-nowrap text-faint">{detail}</span>}
    </>
  );
}
