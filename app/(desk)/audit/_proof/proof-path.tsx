import { cx } from '@/app/_ui/cx';
import type { Trace } from './verdict';

/** The way from the entry to the root as a row of bars: coloured where the other hash stands on the left. */
export function ProofPath({ path }: { path: Trace['path'] }) {
  return (
    <div aria-hidden className="flex flex-wrap items-end gap-1">
      {path.map(({ side }, step) => (
        <i key={step} className={cx('h-2 w-4 rounded-xs', side === 'left' ? 'bg-accent' : 'bg-line-strong')} />
      ))}
    </div>
  );
}
