import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

interface TableProps {
  /** Names the table for those who cannot see where it stands. */
  caption: string;
  children: ReactNode;
}

/** A table that scrolls sideways by itself, by keyboard too. Its children are a thead and a tbody. */
export function Table({ caption, children }: TableProps) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="overflow-x-auto scroll-thin -outline-offset-2">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

/** A column's heading. */
export function Th({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...props}
      className={cx(
        'border-b border-line px-2.5 py-2.25 text-left text-sm font-medium whitespace-nowrap text-faint first:pl-4.5 last:pr-4.5',
        className,
      )}
    />
  );
}

/** A row; the current one is the one whose details are shown beside. */
export function Tr({ isCurrent, className, ...props }: ComponentProps<'tr'> & { isCurrent?: boolean }) {
  return (
    <tr
      {...props}
      aria-current={isCurrent || undefined}
      className={cx('group/row hover:bg-surface', isCurrent && 'bg-raised', className)}
    />
  );
}

/** A cell. Muted cells step back behind the ones that carry the meaning; long text may wrap. */
export function Td({ isMuted, isWrapping, className, ...props }: ComponentProps<'td'> & { isMuted?: boolean; isWrapping?: boolean }) {
  return (
    <td
      {...props}
      className={cx(
        'border-b border-line px-2.5 py-2.25 first:pl-4.5 last:pr-4.5',
        isMuted && 'text-muted',
        isWrapping ? 'wrap-anywhere' : 'whitespace-nowrap',
        className,
      )}
    />
  );
}
