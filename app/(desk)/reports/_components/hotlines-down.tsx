import { PlugZap } from 'lucide-react';
import { RelativeTime } from '@/app/_ui/relative-time';
import type { ReportsPage } from '@/lib/reporting';

/** Hotlines that do not answer, and that what waits for them is safe. */
export function HotlinesDown({ page: { down, now } }: { page: ReportsPage }) {
  return down.map(({ hotline, name, since, waiting }) => (
    <p key={hotline} className="flex items-start gap-2 border-b border-line bg-imminent-soft px-4.5 py-2 text-imminent">
      <PlugZap aria-hidden className="mt-0.5 size-4 flex-none" strokeWidth={1.75} />
      <span>
        <strong className="font-semibold">{name} takes no reports</strong> for <RelativeTime at={since} now={now} />. {waiting === 1 ? '1 report waits' : `${waiting} reports wait`} in the order of urgency and {waiting === 1 ? 'goes' : 'go'} on as soon as it answers. None is lost, and
        nobody has to do anything.
      </span>
    </p>
  ));
}
