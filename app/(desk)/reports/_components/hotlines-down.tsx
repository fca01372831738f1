import { PlugZap } from 'lucide-react';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { ReportsPage } from '@/lib/reporting';

type Down = ReportsPage['down'][number];

const waits = (waiting: number): string => (waiting === 1 ? '1 report waits' : `${waiting} reports wait`);

function whatNow({ isBarred, waiting }: Down): string {
  if (isBarred) return `An admin checks its address and credentials. ${waits(waiting)} in the order of urgency; none is lost. A report that was stopped by this is sent on its way again by a supervisor.`;
  return `${waits(waiting)} in the order of urgency and ${waiting === 1 ? 'goes' : 'go'} on as soon as it answers. None is lost, and nobody has to do anything.`;
}

/** Hotlines that do not answer or do not let the desk in, what becomes of what waits for them, and who acts. */
export function HotlinesDown({ page: { down, now } }: { page: ReportsPage }) {
  return down.map((each) => (
    <p key={each.hotline} className="flex items-start gap-2 border-b border-line bg-imminent-soft px-4.5 py-2 text-imminent">
      <PlugZap aria-hidden className="mt-0.5 size-4 flex-none" strokeWidth={1.75} />
      <span>
        <strong className="font-semibold">
          {each.name} {each.isBarred ? 'does not let the desk in' : 'takes no reports'}
        </strong>{' '}
        for <RelativeTime at={each.since} now={now} />. {whatNow(each)}
      </span>
    </p>
  ));
}
