import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { TimeText } from '@/app/_ui/time-text';
import { config } from '@/lib/kernel';
import type { ReportsPage } from '@/lib/reporting';
import { MakeReport } from './make-report';

/** Decisions that must be reported and have no report, each with the way to make it. */
export function MissingReports({ missing, makeOff }: { missing: ReportsPage['missing']; makeOff: string | undefined }) {
  if (missing.length === 0) return null;
  return (
    <section aria-labelledby="missing-reports" className="border-b border-line bg-imminent-soft px-4.5 py-3">
      <h2 id="missing-reports" className="flex items-center gap-1.5 font-semibold text-imminent">
        <TriangleAlert aria-hidden className="size-4 flex-none" strokeWidth={2} />
        {missing.length === 1 ? 'A decision that must be reported has no report' : `${missing.length} decisions that must be reported have no report`}
      </h2>
      <p className="mt-1 max-w-[80ch] text-muted">Nothing of a decision is lost. Make its report now; it then goes the way of every other. How it came to be missing is for whoever runs the desk to find out.</p>
      <ul className="mt-2 grid gap-1.5">
        {missing.map(({ decisionId, caseId, caseNumber, decidedAt, decidedBy }) => (
          <li key={decisionId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link href={`/cases/${caseId}?tab=items`} prefetch={false} className="font-medium underline underline-offset-2">
              {caseNumber}
            </Link>
            <span className="text-muted">
              decided <TimeText at={decidedAt} /> by {decidedBy}
            </span>
            <MakeReport decisionId={decisionId} caseNumber={caseNumber} undoSeconds={config().REPORT_UNDO_SECONDS} disabledReason={makeOff} />
          </li>
        ))}
      </ul>
    </section>
  );
}
