'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { EmptyState } from '@/app/_ui/empty-state';
import { useShortcut } from '@/app/_ui/keyboard';
import { LinkPills } from '@/app/_ui/link-pills';
import { QUEUE_VIEWS, type QueueList, type QueueView } from '@/lib/queue/schema';
import { useLatest } from '../../_live/use-latest';
import { PaletteButton } from '../../_shell/palette-button';
import { Pane } from '../../_shell/panes';
import { QueueRowLink } from './queue-row';

const EMPTY: Record<QueueView, string> = {
  next: 'Everything that came in is decided. New items appear here by themselves.',
  mine: 'You hold no item. Take the next one to start.',
  text: 'No item without files waits.',
  aside: 'You set nothing aside. What you skip, and kinds of harm that you asked not to be given, stand here and are not given to you.',
};

/** The list at the left: live, moved through by j and k, opened by Enter. Its view is in the address. */
export function QueuePane({ initial }: { initial: QueueList }) {
  const path = usePathname();
  const asked = useSearchParams().get('view') ?? 'next';
  const view = Object.hasOwn(QUEUE_VIEWS, asked) ? (asked as QueueView) : 'next';
  const { value: queue, isStale } = useLatest(`/api/queue?view=${view}`, initial, ['queue']);
  const { rows, counts, unclaimed } = queue;

  const open = rows.findIndex(({ id }) => path === `/review/${id}`);
  const move = (by: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-queue-row]')];
    const focused = links.indexOf(document.activeElement as HTMLElement);
    const from = focused >= 0 ? focused : open >= 0 ? open : by > 0 ? -1 : links.length;
    links[Math.min(Math.max(from + by, 0), links.length - 1)]?.focus();
  };
  useShortcut('j', () => move(1), { label: 'Next row', group: 'Queue', inPalette: false });
  useShortcut('k', () => move(-1), { label: 'Previous row', group: 'Queue', inPalette: false });

  return (
    <Pane
      kind="list"
      label="Queue"
      isFocusable={rows.length === 0}
      // Stacked, an open item would otherwise begin below the whole queue; the rail leads back to it.
      isHiddenWhenStacked={path !== '/queue'}
      bar={
        <>
          <Bar end={<PaletteButton />}>
            <BarTitle detail={`${counts.next} open`} as="h1">
              Queue
            </BarTitle>
          </Bar>
          <LinkPills
            label="Views of the queue"
            // What is set aside is one's own, and shown only where there is something of it.
            views={(Object.keys(QUEUE_VIEWS) as QueueView[]).filter((each) => each !== 'aside' || counts.aside > 0 || view === 'aside').map((each) => ({
              href: each === 'next' ? path : `${path}?view=${each}`,
              label: QUEUE_VIEWS[each],
              count: counts[each],
              isCurrent: each === view,
            }))}
          />
        </>
      }
      foot={isStale || unclaimed ? <Foot isStale={isStale} unclaimed={unclaimed ?? 0} /> : undefined}
    >
      {rows.length === 0 ? (
        <EmptyState title="Nothing waits here">{view === 'next' && counts.aside > 0 ? 'What else waits you set aside. New items appear here by themselves.' : EMPTY[view]}</EmptyState>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <QueueRowLink row={row} now={queue.now} isCurrent={path === `/review/${row.id}`} />
            </li>
          ))}
        </ul>
      )}
    </Pane>
  );
}

function Foot({ isStale, unclaimed }: { isStale: boolean; unclaimed: number }) {
  return (
    <div role="status" className="grid gap-1 px-3.5 py-2.25 text-sm">
      {isStale && <p className="text-imminent">The list may be out of date: the desk did not answer. It looks again by itself.</p>}
      {unclaimed > 0 && (
        <p className="text-muted">
          {unclaimed === 1 ? 'One item waits' : `${unclaimed} items wait`} for somebody who is not here: nobody at the desk now is given {unclaimed === 1 ? 'it' : 'them'}. Choose from “Set aside”, or call somebody in.
        </p>
      )}
    </div>
  );
}
