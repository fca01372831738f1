import type { ReactNode } from 'react';
import { isTestMode } from '@/app/_ui/mode';
import { Mark } from '@/app/_ui/mark';
import { TestPill } from '@/app/_ui/test-pill';

/** One quiet column: what stands between a person and the desk, and nothing else. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto grid min-h-dvh w-full max-w-104 content-center gap-7 px-4 py-10">
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
