import type { ReactNode } from 'react';
import { useId } from 'react';

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
      <div className="flex items-baseline gap-2">
        <span id={id} className="font-medium">
          {label}
        </span>
        {detail !== undefined && <span className="ml-auto text-right text-sm text-faint tabular-nums">{detail}</span>}
      </div>
      <progress
        aria-labelledby={id}
        {...(max > 0 && { value: Math.min(value, max), max })}
        className="mt-1.75 block h-1.5 w-full appearance-none overflow-hidden rounded-[3px] border-0 bg-line-strong [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line-strong [&::-webkit-progress-value]:bg-accent forced-colors:appearance-auto"
      />
    </div>
  );
}
