import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportView } from '@/lib/reporting';
import { historyWords } from '../history-words';

/** Every step of the report, from the audit trail, oldest first. */
export function ReportHistory({ history }: { history: ReportView['history'] }) {
  return (
    <Section title="History" as="h2">
      <ol className="grid gap-1.5">
        {history.map((event) => {
          const { who, what } = historyWords(event);
          return (
            <li key={event.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
              <span className="wrap-anywhere">
                {who !== null && <b className="font-semibold">{who} </b>}
                {what}
                {event.reason !== null && <span className="block text-muted">“{event.reason}”</span>}
              </span>
              <span className="text-sm text-faint">
                <TimeText at={event.at} form={event.at.slice(0, 10) === history.at(-1)?.at.slice(0, 10) ? 'second' : 'dateTime'} />
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
