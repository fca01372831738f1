import type { ReactNode } from 'react';
import { useId } from 'react';
import { MeasureLabel } from './measure-label';

interface ProgressProps {
  /** In words: "The package is being made". */
  label: ReactNode;
  value: number;
  /** Of how much; zero while that is not known yet, and then it only says that work is under way. */
  max: number;
  /** The figures in words, at the end of the label's line. */
  detail?: ReactNode;
}

/** How far long work has come. */
export function Progress({ label, value, max, detail }: ProgressProps) {
  const id = useId();
  return (
    <div>
      <MeasureLabel id={id} label={label} detail={detail} />
      <progress
        aria-labelledby={id}
        {...(max > 0 && { value: Math.min(value, max), max })}
        className="mt-1.75 block h-1.5 w-full appearance-none overflow-hidden rounded-[3px] border-0 bg-line-strong [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line-strong [&::-webkit-progress-value]:bg-accent forced-colors:appearance-auto"
      />
    </div>
  );
}
