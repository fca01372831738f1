import Link from 'next/link';
import { Fact, Facts } from '@/app/_ui/facts';
import { TimeText } from '@/app/_ui/time-text';
import type { PacketView } from '@/lib/reporting';

/** Whose report it is, why it goes there, and since when it is known of. */
export function PacketFacts({ view }: { view: PacketView }) {
  return (
    <Facts label="About this report" kind="strip">
      <Fact
        label="Case"
        value={
          <Link href={`/cases/${view.caseId}?tab=reports`} prefetch={false} className="hover:underline">
            {view.caseNumber}
          </Link>
        }
      />
      <Fact label="State" value={view.isFiled ? 'Filed' : 'To hand in'} detail={view.isFiled ? undefined : 'Not filed before its reference is entered.'} />
      <Fact label="Known since" value={<TimeText at={view.knownAt} />} detail={view.remindAt !== null && <>Reminder <TimeText at={view.remindAt} /></>} />
      {view.routeReason !== '' && <Fact label="Why there" value={<span className="font-normal">{view.routeReason}</span>} />}
    </Facts>
  );
}
