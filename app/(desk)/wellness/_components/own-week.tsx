import { EmptyState } from '@/app/_ui/empty-state';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { LIMITS, type OwnWellness } from '@/lib/wellness/schema';
import { dayWords, minutesWords, secondsWords } from '../wellness-words';
import { DayBars } from './day-bars';

/** One's own last seven days. Nothing is compared with anybody, and more or less of it is neither good nor bad. */
export function OwnWeek({ own: { week, settings, passed } }: { own: OwnWellness }) {
  const { caps } = settings;
  const isEmpty = week.every(({ peeks, reveals, deskMinutes }) => peeks + reveals + deskMinutes === 0);
  return (
    <>
      <Section as="h2" title="Your last seven days">
        <p className="mb-3 max-w-[72ch] text-muted">
          For you alone: nobody else can open these figures, whatever their role. Days are counted in {settings.timeZone}. Each peek and reveal stands in the audit trail as well, as the record of access that the law asks for.
        </p>
        {isEmpty ? (
          <EmptyState title="Nothing yet">What you look at and how long you are at the desk stand here, by the day.</EmptyState>
        ) : (
          <div className="flex flex-wrap gap-x-10 gap-y-4">
            <DayBars title="Unblurred" bars={week.map(({ date, unblurredSeconds: value }) => ({ short: dayWords(date).short, value, words: secondsWords(value) }))} cap={{ value: caps.unblurredMinutes * 60, words: minutesWords(caps.unblurredMinutes) }} />
            <DayBars title="At the desk" bars={week.map(({ date, deskMinutes: value }) => ({ short: dayWords(date).short, value, words: minutesWords(value) }))} cap={{ value: caps.deskMinutes, words: minutesWords(caps.deskMinutes) }} />
          </div>
        )}
      </Section>
      {!isEmpty && (
        <Table caption="Your last seven days, in figures">
          <thead>
            <tr>
              <Th>Day</Th>
              <Th>Peeks</Th>
              <Th>Reveals</Th>
              <Th>Unblurred</Th>
              <Th>At the desk</Th>
            </tr>
          </thead>
          <tbody>
            {week.map(({ date, peeks, reveals, unblurredSeconds, deskMinutes }) => (
              <Tr key={date}>
                <Td className="font-medium">{dayWords(date).long}</Td>
                <Td>{peeks}</Td>
                <Td>{reveals}</Td>
                <Td>{secondsWords(unblurredSeconds)}</Td>
                <Td>{minutesWords(deskMinutes)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {passed.length > 0 && (
        <Section as="h2" title="Limits that you went past">
          <p className="mb-2 max-w-[72ch] text-muted">Supervisors see these lines with the reasons that you gave.</p>
          <ul className="grid gap-1.5">
            {passed.map(({ limit, reason, at }) => (
              <li key={`${limit} ${at}`}>
                {LIMITS[limit].words}: {reason}{' '}
                <span className="text-faint">
                  <TimeText at={at} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
