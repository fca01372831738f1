import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** What is so: "Nothing waits". */
  title: string;
  /** Why, and what to do. */
  children?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
}

/** A list with nothing in it says so, and what to do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-14 text-center">
      <svg width="36" height="36" viewBox="0 0 36 36" aria-hidden className="mb-1.5 text-line-strong" fill="currentColor">
        <path d="M8 20a10 10 0 0 1 20 0z" />
        <rect x="12" y="23" width="12" height="3" rx="1.5" />
      </svg>
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-[44ch] text-balance text-muted">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
