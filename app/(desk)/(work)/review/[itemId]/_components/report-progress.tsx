'use client';
import { useEffect, useState } from 'react';
import { KeyValue } from '@/app/_ui/key-value';
import type { ReportRow } from '@/lib/reporting';
import { REPORT_STATES } from '@/lib/reporting/schema';
import { useLive } from '../../../../_live/use-live';

const isOver = ({ state }: ReportRow) => state === 'filed' || state === 'withdrawn';

/** Where a report stands, live; it says "Filed" only once the hotline has. */
export function ReportProgress({ initial }: { initial: ReportRow }) {
  const [report, setReport] = useState(initial);
  const [isStale, setIsStale] = useState(false);

  async function look() {
    try {
      const answer = await fetch(`/api/reports/${initial.id}`);
      setIsStale(!answer.ok);
      if (answer.ok) setReport((await answer.json()) as ReportRow);
    } catch {
      setIsStale(true);
    }
  }
  useLive(['report'], () => {
    if (!isOver(report)) void look();
  });
  // A step taken between drawing the page and listening would otherwise be missed.
  useEffect(() => void look(), []); // eslint-disable-line react-hooks/exhaustive-deps -- once, on arrival

  return (
    <div role="status">
      <KeyValue
        items={[
          { term: 'State', value: REPORT_STATES[report.state] },
          ...(report.receipt ? [{ term: 'Receipt', value: <strong>{report.receipt}</strong> }] : []),
          ...(report.problem ? [{ term: 'In the way', value: report.problem }] : []),
        ]}
      />
      {isStale && <p className="mt-1.5 text-sm text-imminent">The desk did not answer; this may be out of date. The report itself is not affected.</p>}
    </div>
  );
}
