import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportView } from '@/lib/reporting';

/** What second people said of the report, with their reasons. */
export function Verdicts({ verdicts }: { verdicts: ReportView['verdicts'] }) {
  if (verdicts.length === 0) return null;
  return (
    <Section title="Second person" as="h2">
      <ul className="grid gap-2">
        {verdicts.map(({ id, by, at, isApproved, reason }) => (
          <li key={id}>
            <b className="font-semibold">{by}</b> {isApproved ? 'agreed' : 'sent it back'}{' '}
            <span className="text-sm text-faint">
              <TimeText at={at} />
            </span>
            {reason !== null && <span className="block wrap-anywhere text-muted">“{reason}”</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
