import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

interface ErrorStateProps {
  /** What happened: "The queue could not be read". */
  title: string;
  /** What was not lost. */
  kept?: ReactNode;
  /** What to try. */
  children?: ReactNode;
  /** One or two buttons. */
  action?: ReactNode;
  /** The id under which the failure is in the server's log. */
  requestId?: string | undefined;
}

/** What happened, what was not lost, what to try. */
export function ErrorState({ title, kept, children, action, requestId }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-center gap-1.5 px-6 py-14 text-center">
      <TriangleAlert aria-hidden className="mb-1.5 size-7 text-imminent" strokeWidth={1.5} />
      <p className="font-medium">{title}</p>
      {kept !== undefined && <p className="max-w-[48ch] text-balance text-muted">{kept}</p>}
      {children !== undefined && <div className="max-w-[48ch] text-balance text-muted">{children}</div>}
      {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
      {requestId !== undefined && (
        <p className="mt-2 text-sm text-faint">
          Request <code className="font-mono">{requestId}</code>
        </p>
      )}
    </div>
  );
}
