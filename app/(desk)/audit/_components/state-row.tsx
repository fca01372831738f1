'use client';
import { useRouter } from 'next/navigation';
import { Suspense } from 'react';
import { Button } from '@/app/_ui/button';
import type { AuditPage } from '@/lib/audit';
import type { AuditFilter } from '@/lib/audit/schema';
import { hrefWith } from '../../_components/query';
import type { Following } from '../_tail/use-tail';
import { LogLine } from './log-line';
import { TimeRanges } from './time-ranges';

interface StateRowProps {
  trail: Promise<AuditPage>;
  filter: AuditFilter;
  now: string;
  tail: Following;
}

/** What time is shown, how the log stands, and whether the list follows it. */
export function StateRow({ trail, filter, now, tail }: StateRowProps) {
  const router = useRouter();
  const { before: _before, after: _after, entry: _entry, live, ...filters } = filter;
  const isLive = live !== undefined;
  const { held, isTooMuch } = tail;
  const count = held.length;
  const words = `${isTooMuch ? 'More than ' : ''}${count} new`;

  function show() {
    if (isTooMuch) router.refresh();
    tail.show();
    document.querySelector('main [role=group]')?.scrollTo({ top: 0 });
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3.5 py-1.5">
      <TimeRanges filter={filter} today={now.slice(0, 10)} />
      <p className="flex min-w-0 flex-1 flex-wrap gap-x-4 text-sm text-muted">
        <Suspense fallback="Looking at the log…">
          <LogLine trail={trail} now={now} />
        </Suspense>
        {tail.isStale && <span className="text-high">The desk did not answer; the list may be behind.</span>}
      </p>
      <p role="status" className="sr-only">
        {count > 0 && `${words}, not shown yet`}
      </p>
      {count > 0 && (
        <Button size="sm" onClick={show}>
          {words}
        </Button>
      )}
      <Button size="sm" variant={isLive ? 'primary' : 'default'} aria-pressed={isLive} onClick={() => router.push(hrefWith('/audit', { ...filters, live: isLive ? undefined : '1' }))}>
        Live
      </Button>
    </div>
  );
}
