import Link from 'next/link';
import { pillClass } from '@/app/_ui/pill';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';

const DAY_MS = 24 * 60 * 60_000;

const RANGES = [
  { words: 'Any time', days: undefined },
  { words: 'Today', days: 0 },
  { words: '7 days', days: 6 },
  { words: '30 days', days: 29 },
] as const;

/** The dates that are asked for most, each an address. `today` is the server's, in UTC. */
export function TimeRanges({ filter, today }: { filter: AuditFilter; today: string }) {
  const { before: _before, after: _after, entry: _entry, from, to, ...filters } = filter;
  return (
    <nav aria-label="Time">
      <ul className="flex flex-wrap gap-1.5">
        {RANGES.map(({ words, days }) => {
          const first = days === undefined ? undefined : new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
          const isCurrent = from === first && to === undefined;
          return (
            <li key={words}>
              <Link
                href={hrefWith('/audit', { ...filters, from: first })}
                prefetch={false}
                aria-current={isCurrent ? 'page' : undefined}
                className={`${pillClass(isCurrent ? 'current' : 'plain')} hover:text-text`}
              >
                {words}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
