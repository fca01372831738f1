import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from './_ui/button-class';
import { EmptyState } from './_ui/empty-state';
import { isTestMode } from './_ui/mode';
import { TestPill } from './_ui/test-pill';

export const metadata: Metadata = { title: 'Not found' };

/** The same words for what does not exist and for what this person may not know of. */
export default function NotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-content-center justify-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing here"
        action={
          <Link href="/" className={buttonClass()}>
            Go to the desk
          </Link>
        }
      >
        The address may be wrong, or what it named is not open to your role. Nothing was changed.
      </EmptyState>
      {isTestMode() && <TestPill />}
    </main>
  );
}
