import Link from 'next/link';
import { buttonClass } from './_ui/button-class';
import { ErrorState } from './_ui/error-state';
import { isTestMode } from './_ui/mode';
import { TestPill } from './_ui/test-pill';

/** Shown instead of a page that is for other roles; the refusal is on record. */
export default function Forbidden() {
  return (
    <main id="main" className="grid min-h-dvh place-content-center justify-items-center">
      <h1 className="sr-only">Not open to your role</h1>
      <ErrorState title="This page is for another role" kept="Nothing was changed. That it was refused is on record, as every refusal is." action={<Link href="/" className={buttonClass()}>Go to your desk</Link>}>
        If you need it for your work, ask an admin to change your role.
      </ErrorState>
      {isTestMode() && <TestPill />}
    </main>
  );
}
