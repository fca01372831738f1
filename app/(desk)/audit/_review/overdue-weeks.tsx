import { CalendarClock } from 'lucide-react';
import Link from 'next/link';
import { hrefWith } from '../../_components/query';
import { weekWords } from './week-words';

/** A line for each week that should be signed off by now. */
export async function OverdueWeeks({ overdue }: { overdue: Promise<readonly string[]> }) {
  const weeks = await overdue;
  if (weeks.length === 0) return null;
  return (
    <ul aria-label="Weeks to sign off" className="border-b border-line bg-high-soft">
      {weeks.map((week) => (
        <li key={week} className="flex flex-wrap items-center gap-x-2 px-4.5 py-1.5">
          <CalendarClock aria-hidden className="size-4 flex-none text-high" strokeWidth={1.75} />
          <span>The week of {weekWords(week)} is not signed off.</span>
          <Link href={hrefWith('/audit/review', { week })} prefetch={false} className="min-h-6 text-accent underline underline-offset-2">
            Review it<span className="sr-only">, the week of {weekWords(week)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
