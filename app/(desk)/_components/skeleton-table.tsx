import { Skeleton } from '@/app/_ui/skeleton';

/** A table on its way: lines of the height of real rows, announced once. */
export function SkeletonTable({ rows = 10, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-10 items-center gap-6 border-b border-line px-4.5">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-3 flex-1" />
          <Skeleton className="h-3 w-28" />
        </div>
      ))}
    </div>
  );
}
