import { TimeText } from '@/app/_ui/time-text';
import { Timeline, TimelineEvent } from '@/app/_ui/timeline';
import type { CaseEvent } from '@/lib/cases/schema';
import { byDay, foldRepeats } from '../case-words';

/** What was done on the case, newest first, by day in UTC. */
export function CaseTimeline({ events, caseNumber }: { events: readonly CaseEvent[]; caseNumber: string }) {
  return byDay(foldRepeats(events)).map(({ day, events: inDay }) => (
    <section key={day}>
      <h2 className="px-6 pt-4 text-sm font-medium text-muted">
        <TimeText at={`${day}T00:00:00Z`} form="date" />
      </h2>
      <Timeline label={`Events of ${day}`}>
        {inDay.map((event) => (
          <TimelineEvent key={event.id} at={event.at} isKey={event.isKey} card={event.reason === null ? undefined : <span className="text-muted">“{event.reason}”</span>}>
            <Sentence event={event} />
            {event.about !== null && event.about !== caseNumber && <span className="text-muted"> · {event.about}</span>}
            {event.times > 1 && <span className="text-muted"> · {event.times} times in a row</span>}
          </TimelineEvent>
        ))}
      </Timeline>
    </section>
  ));
}

/** Words such as “Report finished at the hotline” carry their own subject; all others tell what the person did. */
function Sentence({ event }: { event: CaseEvent }) {
  const { actor } = event;
  // Here there is only one case that can be meant.
  const words = event.words.replace(/\ba case$/, 'the case');
  if (words.startsWith('Report ')) {
    return <b className="font-semibold">{words}</b>;
  }
  return (
    <>
      <b className="font-semibold">{actor}</b> {words.charAt(0).toLowerCase()}
      {words.slice(1)}
    </>
  );
}
