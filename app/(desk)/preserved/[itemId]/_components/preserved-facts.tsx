import { Fact, Facts } from '@/app/_ui/facts';
import { TimeText } from '@/app/_ui/time-text';
import type { Kept } from '@/lib/retention';
import { OUTCOMES, type PreservedItem } from '@/lib/review/schema';

/** What it is, what was decided, and how long it stays: all of it known without a look. */
export function PreservedFacts({ item: { subject, platform, occurredAt, summary, decision }, kept }: { item: PreservedItem; kept: Kept }) {
  return (
    <Facts label="Facts of the item" kind="strip">
      <Fact
        label="Subject"
        value={subject}
        detail={
          <>
            {platform}, <TimeText at={occurredAt} form="date" />
          </>
        }
      />
      <Fact label="What flagged it" value={summary} />
      <Fact
        label="Decided"
        value={decision ? OUTCOMES[decision.outcome] : 'Not any more'}
        detail={
          decision && (
            <>
              by {decision.by}, <TimeText at={decision.decidedAt} />
            </>
          )
        }
      />
      <Fact label="Kept until" value={kept.until ? <TimeText at={kept.until} form="date" /> : kept.keepers.length > 0 ? 'No date yet' : 'Nothing keeps it'} detail={kept.until && kept.keepers.length > 1 ? 'the longest of what keeps it' : undefined} />
    </Facts>
  );
}
