'use client';
import { createPortal } from 'react-dom';
import { SignInSteps, type SignInStepsProps } from '@/app/(auth)/_components/sign-in-steps';
import { Mark } from '@/app/_ui/mark';
import type { LockReason } from './cover';

interface LockScreenProps extends Pick<SignInStepsProps, 'company' | 'demoPeople'> {
  pseudonym: string;
  reason: LockReason;
  /** Where it stands in the document. */
  host: HTMLElement;
  onDone: () => void;
}

const WHY: Record<LockReason, (name: string) => string> = {
  by_person: (name) => `${name} has locked this desk.`,
  idle: (name) => `${name}’s desk has locked by itself, since nothing was done for a while.`,
  over: (name) => `${name}’s session has ended: it was ended elsewhere, or access was changed.`,
};

/** What stands over a locked desk: the way back in. Whatever is under it is hidden by the style sheet until then. */
export function LockScreen({ pseudonym, reason, host, onDone, ...signIn }: LockScreenProps) {
  return createPortal(
    <main aria-labelledby="lock-title" className="grid min-h-dvh place-content-center justify-items-center gap-6 bg-bg px-4 py-8">
      <div className="grid justify-items-center gap-2 text-center">
        <Mark />
        <h1 id="lock-title" className="text-xl font-semibold">
          Watchkeeper
        </h1>
        <p className="max-w-[44ch] text-balance text-muted">
          {WHY[reason](pseudonym)} Whoever else signs in comes to their own desk.
        </p>
      </div>
      <div className="w-full max-w-96">
        {/* The company's sign-on leaves the page and comes back by a full load; drafts wait on the desk's side then. */}
        <SignInSteps purpose="unlock" {...signIn} next={window.location.pathname + window.location.search} onDone={onDone} />
      </div>
    </main>,
    host,
  );
}
