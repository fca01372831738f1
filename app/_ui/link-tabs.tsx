import Link from 'next/link';
import { cx } from './cx';

export interface LinkTab {
  href: string;
  label: string;
  /** A quiet figure after the label. */
  count?: number;
  isCurrent: boolean;
}

/** Tabs whose state is the address, so that a view can be shared and Back works. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="border-b border-line px-3.5">
      <ul className="flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              // Reading is recorded here; a page fetched ahead would be a reading that nobody did.
              prefetch={false}
              scroll={false}
              aria-current={tab.isCurrent ? 'page' : undefined}
              className={cx(
                'inline-flex gap-1 border-b-2 px-2.5 py-2.5 -outline-offset-2',
                tab.isCurrent ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-faint">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
