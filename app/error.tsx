'use client';
import { Button } from './_ui/button';
import { ErrorState } from './_ui/error-state';
import { TestPill } from './_ui/test-pill';

interface ErrorPageProps {
  error: Error & { digest?: string };
  /** Asks the server again; `reset` would only draw the same failure anew. */
  retry: () => void;
}

/** What broke while a page was made. The digest is the only thing shown: messages may carry personal data. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main id="main" className="grid min-h-dvh place-content-center justify-items-center">
      <title>Something went wrong · Watchkeeper</title>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="This page could not be shown"
        kept="What was saved before is kept."
        requestId={error.digest}
        action={<Button onClick={retry}>Try again</Button>}
      >
        Try again. If it stays, pass the request number to whoever runs this desk.
      </ErrorState>
      <span className="hidden in-data-[mode=test]:inline">
        <TestPill />
      </span>
    </main>
  );
}
