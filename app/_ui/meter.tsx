import { useId } from 'react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { MeasureLabel } from './measure-label';

interface MeterProps {
  /** In words, the figures included: "Report is 9 of 10 complete". */
  label: ReactNode;
  value: number;
  /** One segment each; keep it under about 20. */
  max: number;
  /** What is missing, at the end of the label's line. */
  detail?: ReactNode;
}

/** How complete something is, as one segment a part. */
export function Meter({ label, value, max, detail }: MeterProps) {
  const id = useId();
  return (
    <div>
      <MeasureLabel id={id} label={label} detail={detail} />
      <div
        role="meter"
        aria-labelledby={id}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={`${value} of ${max}`}
        className="mt-1.75 flex gap-0.75"
      >
        {Array.from({ length: max }, (_, index) => (
          <span
            key={index}
            className={cx(
              'h-1.25 flex-1 rounded-[3px] forced-colors:border',
              index < value ? 'fill-kept bg-accent' : 'bg-line-strong',
            )}
          />
        ))}
      </div>
    </div>
  );
}
