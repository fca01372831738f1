import { Quote } from 'lucide-react';
import Link from 'next/link';
import { cx } from '@/app/_ui/cx';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Severity } from '@/app/_ui/severity';
import type { QueueRow } from '@/lib/queue/schema';

/** One line of the queue. Not prefetched: opening an item is a recorded act, and hovering must not be one. */
export function QueueRowLink({ row, now, isCurrent }: { row: QueueRow; now: string; isCurrent: boolean }) {
  const summary = `${row.isMine ? 'Yours · ' : row.heldBy ? `With ${row.heldBy} · ` : ''}${row.summary}`;
  return (
    <Link
      href={`/review/${row.id}`}
      prefetch={false}
      data-queue-row
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        'grid grid-cols-[2.125rem_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 border-b border-l-2 border-b-line px-3.5 py-2.75 -outline-offset-2 hover:bg-surface',
        isCurrent ? 'border-l-accent bg-raised' : 'border-l-transparent',
      )}
    >
      {row.previewOf ? (
        // Blurred and grey by the server; the browser never receives more than this here.
        // eslint-disable-next-line @next/next/no-img-element -- sealed bytes must not pass an image optimiser's cache
        <img src={`/api/evidence/${row.previewOf}/preview?rendering=still`} alt="" loading="lazy" draggable={false} className="row-span-2 size-8.5 rounded-md bg-line object-cover print:hidden" />
      ) : (
        <span aria-hidden className="row-span-2 grid size-8.5 place-items-center rounded-md border border-line bg-raised text-faint">
          <Quote className="size-4" strokeWidth={1.6} />
        </span>
      )}
      <span className="flex items-baseline justify-between gap-x-2.5">
        <span className="truncate font-medium">{row.subject}</span>
        <span className="flex-none text-sm text-faint">
          <RelativeTime at={row.receivedAt} now={now} />
        </span>
      </span>
      <span className="flex items-center justify-between gap-x-2.5">
        <span className="truncate text-sm text-muted" title={summary}>
          {summary}
        </span>
        <Severity level={row.severity} />
      </span>
    </Link>
  );
}
