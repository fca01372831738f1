import Link from 'next/link';
import type { MouseEvent, ReactNode } from 'react';

interface RowLinkProps {
  href: string;
  /** Keep the list where it is, when the row opens beside it. */
  isBeside?: boolean;
  /** Opens it in place of the link, which remains for new tabs. */
  onOpen?: () => void;
  children: ReactNode;
}

/** The link that leads a table's row and reaches across it; the row is `relative`. Never fetched ahead: see LinkTabs. */
export function RowLink({ href, isBeside = false, onOpen, children }: RowLinkProps) {
  function press(event: MouseEvent<HTMLAnchorElement>) {
    if (!onOpen || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={!isBeside}
      data-row-link
      onClick={onOpen && press}
      className="font-medium -outline-offset-1 after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {children}
    </Link>
  );
}
