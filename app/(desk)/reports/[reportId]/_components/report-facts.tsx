import { Fact, Facts } from '@/app/_ui/facts';
import { TimeText } from '@/app/_ui/time-text';
import { CHANNELS } from '@/lib/hotlines/schema';
import type { ReportView } from '@/lib/reporting';
import { REPORT_STATES } from '@/lib/reporting/schema';
import { KnownSince } from '../../_components/known-since';
import { Receipt } from '../../_components/receipt';

/** Where it stands, for how long it is known, who acts next, where it goes and why, and its receipt. */
export function ReportFacts({ view: { row, now, preservedUntil } }: { view: ReportView }) {
  return (
    <Facts label="Facts of the report" kind="strip">
      <Fact label="State" value={REPORT_STATES[row.state]} detail={row.owner === null ? undefined : `Next to act: ${row.owner}`} />
      <Fact label={row.filedAt === null ? 'Known for' : 'Filed'} value={<KnownSince report={row} now={now} />} />
      <Fact label="Goes to" value={row.hotlineName} detail={`${CHANNELS[row.channel]}${row.isTest ? ', as a test' : ''}. ${row.routeReason}`} />
      <Fact
        label="Receipt"
        value={<Receipt report={row} isAlone />}
        detail={
          preservedUntil && (
            <>
              kept until <TimeText at={preservedUntil} form="date" />
            </>
          )
        }
      />
    </Facts>
  );
}
