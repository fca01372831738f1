'use client';
import { Archive, Folder, Hammer, KeyRound, Landmark, Leaf, RadioTower, ScrollText, Send, TextAlignStart, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { cx } from '@/app/_ui/cx';
import { useShortcut } from '@/app/_ui/keyboard';
import { Mark } from '@/app/_ui/mark';
import { isWithin } from './nav';
import type { RailIcon, RailItem } from './nav';

const ICONS: Record<RailIcon, LucideIcon> = {
  queue: TextAlignStart,
  cases: Folder,
  reports: Send,
  referrals: Landmark,
  audit: ScrollText,
  keys: KeyRound,
  people: Users,
  breakGlass: Hammer,
  wellness: Leaf,
  hotlines: RadioTower,
  retention: Archive,
};

const ITEM =
  'grid size-11 place-content-center justify-items-center gap-0.5 rounded-lg text-center text-2xs leading-tight -outline-offset-1';

/** The way around the desk. `foot` stands at its end. */
export function Rail({ items, foot }: { items: readonly RailItem[]; foot: ReactNode }) {
  return (
    <nav
      aria-label="Main"
      className="flex items-center gap-1 overflow-x-auto border-b border-line px-3 py-2 stack:flex-col stack:overflow-x-visible stack:overflow-y-auto stack:border-r stack:border-b-0 stack:px-0 stack:py-3"
    >
      <span className="mr-2 flex-none stack:mr-0 stack:mb-3">
        <Mark />
      </span>
      <ul className="flex gap-1 stack:flex-col">
        {items.map((item) => (
          <li key={item.href}>
            {item.allowed ? <OpenItem item={item} /> : <ClosedItem item={item} />}
          </li>
        ))}
      </ul>
      <div className="ml-auto flex flex-none items-center gap-2.5 stack:mt-auto stack:ml-0 stack:flex-col stack:pt-3">{foot}</div>
    </nav>
  );
}

function Face({ item }: { item: RailItem }) {
  const Icon = ICONS[item.icon];
  return (
    <>
      <Icon aria-hidden className="size-4.5" strokeWidth={1.6} />
      {item.label}
    </>
  );
}

function OpenItem({ item }: { item: RailItem }) {
  const router = useRouter();
  const isCurrent = isWithin(usePathname(), item);
  useShortcut(item.keys ?? null, () => router.push(item.href), { label: `Go to ${item.label}`, group: 'Go to' });
  return (
    <Link
      href={item.href}
      // Reading is recorded here; a page fetched ahead would be a reading that nobody did.
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        ITEM,
        isCurrent
          ? 'bg-raised text-text forced-colors:border forced-colors:border-[Highlight]'
          : 'text-faint hover:bg-surface hover:text-text',
      )}
    >
      <Face item={item} />
    </Link>
  );
}

function ClosedItem({ item }: { item: RailItem }) {
  // A link without an address, still in the order of focus, so that everyone can learn why it is closed.
  return (
    <a role="link" aria-disabled tabIndex={0} title={item.reason} className={cx(ITEM, 'text-faint opacity-55')}>
      <Face item={item} />
      {item.reason !== undefined && <span className="sr-only">, closed: {item.reason}</span>}
    </a>
  );
}
