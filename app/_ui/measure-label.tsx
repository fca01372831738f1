import type { ReactNode } from 'react';

interface MeasureLabelProps {
  /** What names the measure by. */
  id: string;
  label: ReactNode;
  /** At the end of the line. */
  detail?: ReactNode;
}

/** The line above a measure: what it measures, and a quiet detail. */
export function MeasureLabel({ id, label, detail }: MeasureLabelProps) {
  return (
    <div className="flex items-baseline gap-2">
      <span id={id} className="font-medium">
        {label}
      </span>
      {detail !== undefined && <span className="ml-auto text-right text-sm text-faint tabular-nums">{detail}</span>}
    </div>
  );
}
