import { cx } from './cx';

/** A grey place-holder; give it the size of what it stands for, so that nothing moves: `h-4 w-32`. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={cx('block animate-pulse-soft rounded-md bg-line', className)} />;
}

/** A loading list: rows of the height of real ones, announced once. */
export function SkeletonRows({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex gap-2.5 border-b border-line px-3.5 py-2.75">
          <Skeleton className="size-8.5 flex-none" />
          <div className="grid flex-1 content-center gap-2">
            <Skeleton className="h-3 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
