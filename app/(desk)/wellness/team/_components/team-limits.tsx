import { EmptyState } from '@/app/_ui/empty-state';
import { Section } from '@/app/_ui/section';
import { Table, Td, Th, Tr } from '@/app/_ui/table';
import { TimeText } from '@/app/_ui/time-text';
import { LIMITS, type TeamRow } from '@/lib/wellness/schema';
import { dayWords } from '../../wellness-words';

/** Who reached or passed a limit in the last days: a reason to ask how they are, and no fault. */
export function TeamLimits({ rows }: { rows: readonly TeamRow[] }) {
  return (
    <>
      <Section as="h2" title="Limits of the last seven days">
        <p className="max-w-[72ch] text-muted">
          Going past a limit is allowed, and the reason is written down. A line here is a reason to ask somebody how they are, or to plan another shift, and no more. What people looked at, skipped or asked not to be given is not shown to anybody.
        </p>
      </Section>
      {rows.length === 0 ? (
        <EmptyState title="No limit was reached">When somebody reaches a cap or goes past a limit, it stands here for seven days.</EmptyState>
      ) : (
        <Table caption="Limits of the last seven days">
          <thead>
            <tr>
              <Th>Person</Th>
              <Th>Reached</Th>
              <Th>Gone past, and why</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ pseudonym, reached, passed }) => (
              <Tr key={pseudonym}>
                <Td className="align-top font-medium">{pseudonym}</Td>
                <Td className="align-top" isWrapping>
                  {reached.length === 0 ? <span className="text-faint">None</span> : reached.map(({ limit, date }) => <p key={`${limit} ${date}`}>{LIMITS[limit].words}, {dayWords(date).long}</p>)}
                </Td>
                <Td className="align-top" isWrapping>
                  {passed.length === 0 ? (
                    <span className="text-faint">None</span>
                  ) : (
                    passed.map(({ limit, reason, at }) => (
                      <p key={`${limit} ${at}`}>
                        {LIMITS[limit].words}: {reason}{' '}
                        <span className="text-faint">
                          <TimeText at={at} />
                        </span>
                      </p>
                    ))
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
