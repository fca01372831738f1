import Link from 'next/link';
import type { LinkTab } from './link-tabs';
import { pillClass } from './pill';

/** Saved views of a list as a row of pills; each is an address. */
export function LinkPills({ label, views }: { label: string; views: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="border-b border-line px-3.5 py-2.5">
      <ul className="flex flex-wrap gap-1.5">
        {views.map((view) => (
          <li key={view.href}>
            <Link
              href={view.href}
              // See LinkTabs: nothing is fetched ahead.
              prefetch={false}
              aria-current={view.isCurrent ? 'page' : undefined}
              className={`${pillClass(view.isCurrent ? 'current' : 'plain')} hover:text-text`}
            >
              {view.label}
              {view.count !== undefined && <span className="text-faint">{view.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
