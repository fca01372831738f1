import type { ReactNode } from 'react';
import { isTestMode } from '@/app/_ui/mode';
import { Mark } from '@/app/_ui/mark';
import { TestPill } from '@/app/_ui/test-pill';

/** One quiet column: what stands between a person and the desk, and nothing else. It hangs from the top, so that nothing jumps from step to step. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto grid min-h-dvh w-full max-w-104 content-start gap-7 px-4 pt-[max(2rem,11dvh)] pb-10">
      <header className="flex flex-wrap items-center gap-2.5">
        <Mark />
        <span className="text-lg font-semibold" aria-hidden>
          Watchkeeper
        </span>
        {isTestMode() && (
          <span className="ml-auto">
            <TestPill />
          </span>
        )}
      </header>
      {children}
    </main>
  );
}
