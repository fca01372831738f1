import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { LEAST_PEOPLE, type TeamWeek } from '@/lib/wellness/schema';
import { dayWords, minutesWords } from '../../wellness-words';

/** Finished weeks of everybody together. They cannot be filtered: two figures that differ by one person would tell theirs. */
export function TeamWeeks({ weeks }: { weeks: readonly TeamWeek[] }) {
  return (
    <>
      <Section as="h2" title="Finished weeks, on average a person">
        <p className="max-w-[72ch] text-muted">
          Of everybody who was at the desk in the week, Monday to Sunday in UTC. A week of fewer than {LEAST_PEOPLE} people is not shown, since they could be told apart in it.
        </p>
      </Section>
      <Table caption="Finished weeks, on average a person">
        <thead>
          <tr>
            <Th>Week from</Th>
            <Th>People</Th>
            <Th>At the desk</Th>
            <Th>Unblurred</Th>
            <Th>Peeks</Th>
            <Th>Reveals</Th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ monday, figures }) => (
            <Tr key={monday}>
              <Td className="font-medium">{dayWords(monday).long}</Td>
              {figures ? (
                <>
                  <Td>{figures.people}</Td>
                  <Td>{minutesWords(figures.deskMinutes)}</Td>
                  <Td>{minutesWords(figures.unblurredMinutes)}</Td>
                  <Td>{figures.peeks}</Td>
                  <Td>{figures.reveals}</Td>
                </>
              ) : (
                <Td isMuted colSpan={5}>
                  Fewer than five people: not shown
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
