import { Meter } from '@/app/_ui/meter';
import type { CompletenessCheck } from '@/lib/reporting/schema';

/** How complete the report is, and of each gap how it is closed. A gap never stops a report. */
export function Completeness({ checks }: { checks: readonly CompletenessCheck[] }) {
  const missing = checks.filter(({ ok }) => !ok);
  const complete = checks.length - missing.length;
  return (
    <>
      <Meter label={`Report is ${complete} of ${checks.length} complete`} value={complete} max={checks.length} detail={missing[0] && `Missing: ${missing[0].label.toLowerCase()}`} />
      {missing.length > 0 && (
        <details className="text-sm text-muted">
          <summary className="min-h-6 w-fit content-center rounded-sm">How to close the gaps</summary>
          <ul className="mt-1 grid gap-1 pl-4">
            {missing.map(({ key, label, howToClose }) => (
              <li key={key} className="list-disc">
                <span className="text-text">{label}.</span> {howToClose}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
